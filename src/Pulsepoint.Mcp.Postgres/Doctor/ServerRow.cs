namespace Pulsepoint.Mcp.Postgres.Doctor;

internal sealed record ServerRow
{
    /// <summary>As Postgres numbers its versions: 150018 is 15.18.</summary>
    public required int Version { get; init; }

    public required DateTime Clock { get; init; }
}
