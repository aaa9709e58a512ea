using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>A key that a command line names by its file: the key alone, or in a bundle.</summary>
internal static class KeyText
{
    private const string StandardInput = "-";

    public static async Task<Secret> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var text = (path == StandardInput ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(path, cancellationToken)).Trim();
            return KeyBundle.IsOne(text) ? KeyBundle.Parse(text).Key : new Secret(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read.", "Give the file that holds the key, or - to read standard input.");
        }
    }
}
