namespace Pulsepoint.Mcp.Postgres.Usage;

internal sealed record VerdictsRow
{
    public required string Name { get; init; }

    public string? PersonName { get; init; }

    public required long Answers { get; init; }

    public required long Correct { get; init; }

    public required long Partly { get; init; }

    public required long Wrong { get; init; }
}
