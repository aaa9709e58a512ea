using System.CommandLine;
using Pulsepoint.Mcp.Doctor;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Checks everything that can be wrong, and says how to mend it.</summary>
internal static class DoctorVerb
{
    // A private database may have to start first.
    private static readonly TimeSpan s_longestCheck = TimeSpan.FromSeconds(15);

    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a list." };

    public static Command Create()
    {
        var command = new Command("doctor", "Check everything that can be wrong, and say how to mend it. Changes nothing. Exit code 0 when nothing is wrong (warnings alone are no failure), else 1.") { s_json };
        command.RunsWithoutSettings(ExamineAsync);
        return command;
    }

    private static async Task<int> ExamineAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var diagnosis = await Visit.RunAsync(
            parsed.GetValue(Verb.State), Environment.GetEnvironmentVariable, Environment.CurrentDirectory, s_longestCheck, cancellationToken);
        if (parsed.GetValue(s_json))
            await DiagnosisReport.WriteJsonAsync(diagnosis, cancellationToken);
        else
            DiagnosisReport.Write(diagnosis);

        return diagnosis.IsWell ? ExitCode.Done : ExitCode.Failed;
    }
}
