using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether credentials that reach past one organisation lie beside a key, where only the key belongs.</summary>
internal sealed class OperatorCredentialsCheck(Settings settings) : Check("operator_credentials")
{
    public override Task<Finding> ExamineAsync(CancellationToken cancellationToken) => Task.FromResult(Judge(settings));

    internal static Finding Judge(Settings settings)
    {
        var set = settings.OperatorSettings();
        if (set.Count == 0)
            return Finding.Well("No operator's credential for the database is set.");

        var names = string.Join(", ", set);
        return settings.NamesKey()
            ? Finding.Warning($"Next to an API key, {names} {(set.Count == 1 ? "is" : "are")} set, which reach every organisation.", $"Unset {names} where an analyst works; operators work without a key.")
            : Finding.Well($"This is an operator's machine: {names} {(set.Count == 1 ? "is" : "are")} set, and no API key.");
    }
}
