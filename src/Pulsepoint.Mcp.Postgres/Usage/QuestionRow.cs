namespace Pulsepoint.Mcp.Postgres.Usage;

internal sealed record QuestionRow
{
    public required Guid Id { get; init; }

    public required DateTime At { get; init; }

    public required Guid UserId { get; init; }

    public string? UserName { get; init; }

    public required string Tool { get; init; }

    public Guid? QuestionId { get; init; }

    public string? Question { get; init; }

    public string? Query { get; init; }

    public required string Outcome { get; init; }

    public string? ErrorCode { get; init; }

    public int? LatencyMs { get; init; }
}
