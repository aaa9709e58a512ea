namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>
/// What is loaded. Facts and roll-ups of one load carry the same generation; a roll-up of another generation than the
/// facts is not used.
/// </summary>
public sealed record WarehouseState(string Generation, IReadOnlyList<SourceLoad> Loads)
{
    /// <summary>Where the tenant's tables lie, in an engine that holds those of many; else null.</summary>
    public DatasetName? Dataset { get; init; }
}
