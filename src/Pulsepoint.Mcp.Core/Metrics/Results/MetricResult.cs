using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>An answer: a table, what it says in one sentence, what to be careful about, and where it comes from.</summary>
public sealed record MetricResult
{
    public required AnswerId AnswerId { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<ResultColumn> Columns { get; init; }

    public required IReadOnlyList<IReadOnlyList<Cell>> Rows { get; init; }

    /// <summary>By metric id, from a query of their own.</summary>
    public required IReadOnlyDictionary<string, decimal?> Totals { get; init; }

    public required ComparedResult? Compare { get; init; }

    public required Provenance Provenance { get; init; }
}
