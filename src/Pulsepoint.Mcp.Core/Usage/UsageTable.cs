using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>Usage as a table, whole or from where a cursor began.</summary>
public sealed record UsageTable
{
    public required UsageView View { get; init; }

    /// <summary>Days of UTC; null where the view has none.</summary>
    public required DateRange? Days { get; init; }

    public required UsageGroup? By { get; init; }

    /// <summary>Whether it is of the own person alone.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>The table that was read: <c>usage_events</c>, <c>usage_daily</c> or <c>rollup_state</c>.</summary>
    public required string Source { get; init; }

    public required IReadOnlyList<ResultColumn> Columns { get; init; }

    public required IReadOnlyList<IReadOnlyList<Cell>> Rows { get; init; }

    /// <summary>Of all rows, whatever is shown of them.</summary>
    public IReadOnlyDictionary<string, decimal?> Totals { get; init; } = new Dictionary<string, decimal?>();

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The cursor behind each row.</summary>
    public required IReadOnlyList<string> Cursors { get; init; }

    /// <summary>Whether rows follow that were not read.</summary>
    public bool HasMore { get; init; }
}
