namespace Pulsepoint.Mcp.Core.Privacy;

public static class ExportedFactsNames
{
    /// <summary>As the manifest writes it.</summary>
    public static string Name(this ExportedFacts facts) => facts switch
    {
        ExportedFacts.Exported => "exported",
        ExportedFacts.LeftOut => "left_out",
        ExportedFacts.NotHere => "not_on_this_machine",
        _ => throw new ArgumentOutOfRangeException(nameof(facts), facts, null),
    };
}
