using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether files that hold secrets are their owner's alone.</summary>
internal sealed class PrivateFilesCheck(Settings settings) : Check("private_files")
{
    private const string PublicKeys = "jwks.json";

    private static readonly EnumerationOptions s_all = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    public override Task<Finding> ExamineAsync(CancellationToken cancellationToken) =>
        Task.FromResult(OperatingSystem.IsWindows() ? Finding.Skipped("Not checked: Windows keeps rights otherwise.") : Judge(Files(settings)));

    internal static Finding Judge(IReadOnlyList<string> files)
    {
        var open = files.Where(PrivateMode.IsOpen).ToList();
        return open switch
        {
            [] => Finding.Well("Keys, secrets and settings can be read by their owner alone."),
            [var file] => Finding.Wrong($"Other users of this machine can read {file}, which may hold a secret.", $"chmod 600 {file}"),
            [var first, ..] => Finding.Wrong($"Other users of this machine can read {open.Count} files that may hold a secret, {first} among them.", $"chmod 600 {string.Join(' ', open)}"),
        };
    }

    private static IReadOnlyList<string> Files(Settings settings)
    {
        var state = settings.State;
        string?[] named = [settings.ApiKeyFile, settings.GoogleAccess.Credentials, settings.GoogleAccess.AlertsCredentials, Path.Combine(state.Root, SettingSource.FileName)];
        return
        [
            .. named.OfType<string>(),
            .. new[] { state.Secrets, state.Issuer, Path.Combine(state.Root, "keys") }
                .Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*", s_all))
                .Where(file => Path.GetFileName(file) != PublicKeys)
                .Order(StringComparer.Ordinal),
        ];
    }
}
