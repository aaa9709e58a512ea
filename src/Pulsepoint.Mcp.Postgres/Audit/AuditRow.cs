namespace Pulsepoint.Mcp.Postgres.Audit;

internal sealed record AuditRow
{
    public required Guid Id { get; init; }

    public required DateTime At { get; init; }

    public Guid? ActorUser { get; init; }

    public string? ActorName { get; init; }

    public required string Action { get; init; }

    public string? Target { get; init; }

    public string? Detail { get; init; }
}
