namespace Pulsepoint.Mcp.Postgres.Tenancy;

/// <summary>What a session tells about its login and its server.</summary>
internal sealed record SessionFacts
{
    /// <summary>As Postgres numbers its versions: 150018 is 15.18.</summary>
    public required int ServerVersion { get; init; }

    /// <summary>The newest migration that was applied.</summary>
    public string? SchemaHead { get; init; }

    /// <summary>Rights and memberships that no key has.</summary>
    public required string[] Rights { get; init; }
}
