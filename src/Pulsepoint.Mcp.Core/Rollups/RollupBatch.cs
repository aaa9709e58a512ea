using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>One load of a tenant's roll-ups: all of them, or those of the days that a sync touched.</summary>
public sealed record RollupBatch
{
    /// <summary>What the facts say is loaded, with the generation that the roll-ups have afterwards.</summary>
    public required WarehouseState State { get; init; }

    /// <summary>A table each, as <see cref="RollupTables.All"/> lists them.</summary>
    public required IReadOnlyList<RollupRows> Tables { get; init; }

    /// <summary>The days that are replaced, and the months that they lie in; null for everything.</summary>
    public TouchedDays? Touched { get; init; }

    public RollupRows this[string table] => Tables.First(t => t.Table.Name == table);
}
