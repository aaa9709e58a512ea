namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>A way to weaken the schema, and what then notices.</summary>
/// <param name="What">In words.</param>
/// <param name="Hole">What a superuser does.</param>
/// <param name="Attack">Counts what the key's holder gains; refused, or nothing, while the schema is whole.</param>
/// <param name="Finding">What the lint says.</param>
internal sealed record Weakening(string What, string Hole, string Attack, string Finding)
{
    /// <summary>What the holder does first, in the same session.</summary>
    public string? Before { get; init; }

    /// <summary>What happens to the key between that and the attack.</summary>
    public string? Ending { get; init; }

    /// <summary>Whether the key lacks analytics:read.</summary>
    public bool WithoutAnalytics { get; init; }

    /// <summary>Whether the key is for one brand.</summary>
    public bool OneBrand { get; init; }

    /// <summary>Whether the operator who migrates attacks, as the owner of the tables.</summary>
    public bool ByOwner { get; init; }

    public override string ToString() => What;
}
