namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>Where a query runs. Its lower-case name is the first half of <c>provenance.source</c>.</summary>
public enum WarehouseEngine
{
    /// <summary>Daily roll-ups behind row-level security.</summary>
    Postgres,

    /// <summary>The tenant's own snapshot file on this machine.</summary>
    DuckDb,
}
