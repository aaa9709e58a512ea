using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Moves;

/// <summary>Loads facts into tenants' datasets, with the platform's credential.</summary>
public interface IFactLoader
{
    /// <summary>What is loaded into the dataset; null when nothing is.</summary>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: the dataset cannot be read.</exception>
    Task<WarehouseState?> DescribeAsync(WarehousePlace place, CancellationToken cancellationToken);

    /// <summary>
    /// Brings a dataset to the snapshot's generation. Readers see what was there, or all of the new generation, and never a part of it.
    /// What an interrupted load had sent is not sent again.
    /// </summary>
    /// <param name="load">What is loaded, and where.</param>
    /// <param name="progress">Hears which share of the rows is sent; null for nobody.</param>
    /// <param name="cancellationToken">Stops; what was sent so far is taken up by the next load of the same generation.</param>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: the service does not do it now; what was there stays.</exception>
    Task LoadAsync(FactLoad load, IProgress<double>? progress, CancellationToken cancellationToken);

    /// <summary>What a table of the dataset adds up to, in the order of <see cref="TallyQuery"/>.</summary>
    /// <param name="tenant">Whose dataset, for the bill.</param>
    /// <param name="place">The dataset.</param>
    /// <param name="table">The table.</param>
    /// <param name="days">Only these days; null for all.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<IReadOnlyList<FactTally>> TallyAsync(TenantId tenant, WarehousePlace place, DatasetTable table, DateRange? days, CancellationToken cancellationToken);
}
