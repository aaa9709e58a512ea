using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Moves;

/// <summary>One generation of a tenant's facts, table by table.</summary>
public interface IFactSnapshot : IAsyncDisposable
{
    /// <summary>What is loaded, and of which generation.</summary>
    WarehouseState State { get; }

    /// <summary>The parts that a table is carried in: a month each where it is cut by day, so that no file is large. The same each time.</summary>
    /// <param name="table">The table.</param>
    /// <param name="days">Only these days of it; null for all.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<IReadOnlyList<FactPart>> PartsAsync(DatasetTable table, DateRange? days, CancellationToken cancellationToken);

    /// <summary>Writes a part to a file of its own, as Parquet, for this user only.</summary>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: the disk does not take it.</exception>
    Task<FactFile> WriteAsync(DatasetTable table, FactPart part, CancellationToken cancellationToken);

    /// <summary>What a table adds up to, in the order of <see cref="TallyQuery"/>.</summary>
    Task<IReadOnlyList<FactTally>> TallyAsync(DatasetTable table, DateRange? days, CancellationToken cancellationToken);
}
