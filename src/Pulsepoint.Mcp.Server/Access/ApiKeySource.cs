using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Access;

/// <summary>Finds the key that the client's configuration gives: the text itself, or a file that holds it, alone or in a bundle.</summary>
internal sealed partial class ApiKeySource(ServerOptions options, ILogger<ApiKeySource> logger)
{
    private const UnixFileMode OthersMode =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <exception cref="RefusalException"><c>key_missing</c>.</exception>
    public Secret Read()
    {
        var text = options.Key?.Reveal().Trim();
        if (string.IsNullOrEmpty(text) && !string.IsNullOrWhiteSpace(options.KeyFile))
            text = ReadFile(options.KeyFile).Trim();

        return string.IsNullOrEmpty(text) ? throw Refusal.KeyMissing() : KeyOf(text);
    }

    private static Secret KeyOf(string text) => KeyBundle.IsOne(text) ? KeyBundle.Parse(text).Key : new Secret(text);

    private string ReadFile(string path)
    {
        if (KeyShape.IsIn(path) || KeyBundle.IsOne(path))
            throw Missing("PULSEPOINT_API_KEY_FILE holds a key itself, not the path of the file that holds it.");

        try
        {
            if (new FileInfo(path).Length > KeyBundle.MaxFileBytes)
                throw Missing("PULSEPOINT_API_KEY_FILE names a file that is too long to be an API key.");

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersMode) != UnixFileMode.None)
                LogReadableByOthers(path);

            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing($"PULSEPOINT_API_KEY_FILE names a file that does not exist: {path}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing($"PULSEPOINT_API_KEY_FILE names a file that cannot be read: {path}.", e);
        }
    }

    private static RefusalException Missing(string why, Exception? cause = null) => new(
        RefusalCode.KeyMissing,
        why,
        "Correct the setting in the client's configuration, then restart the server.",
        cause);

    [LoggerMessage(1101, LogLevel.Warning, "The key file {Path} can be read by other users of this machine; make it private with: chmod 600 {Path}")]
    private partial void LogReadableByOthers(string path);
}
