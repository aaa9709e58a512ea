namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>Where a query runs, the preferred engine first. Its lower-case name is the first half of <c>provenance.source</c>.</summary>
public enum WarehouseEngine
{
    /// <summary>Daily roll-ups behind row-level security.</summary>
    Postgres,

    /// <summary>The tenant's own snapshot file on this machine.</summary>
    DuckDb,

    /// <summary>The tenant's own dataset in Google's cloud.</summary>
    BigQuery,
}
