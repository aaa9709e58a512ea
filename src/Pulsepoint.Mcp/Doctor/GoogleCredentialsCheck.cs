using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether keys of this machine would be served with an operator's own credentials for Google.</summary>
internal sealed class GoogleCredentialsCheck(Settings settings) : Check("google_credentials")
{
    // What Google's own tools would find; no file is named.
    private const string Default = "default";

    public override Task<Finding> ExamineAsync(CancellationToken cancellationToken) => Task.FromResult(Judge(settings));

    internal static Finding Judge(Settings settings) => settings.GoogleAccess.Credentials switch
    {
        null => Finding.Well("No credentials for Google are set: keys get tokens of their own organisation's identity where they need them."),
        var file and not Default when !File.Exists(file) => Finding.Wrong(
            $"PULSEPOINT_GOOGLE_CREDENTIALS names a file that is not there: {file}.", "Correct it, or unset it where no operator works."),
        _ when settings.NamesKey() => Finding.Warning(
            "PULSEPOINT_GOOGLE_CREDENTIALS is set, so API keys on this machine are served by Google with the operator's credentials, which reach past one organisation.",
            "Unset it where keys are used, and run 'pulsepoint-mcp worker --tokens' on the platform's machine: each key is then served with a token of its own organisation."),
        _ => Finding.Well("PULSEPOINT_GOOGLE_CREDENTIALS is set for an operator's work, and no API key is configured that would be served with it."),
    };
}
