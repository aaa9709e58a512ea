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

    /// <summary>Brings the snapshot's rows into the dataset, where no question reads them. What an interrupted load had sent is not sent again.</summary>
    /// <param name="load">What is loaded, and where.</param>
    /// <param name="progress">Hears which share of the rows is sent; null for nobody.</param>
    /// <param name="cancellationToken">Stops; what was sent so far is taken up by the next load of the same generation and days.</param>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: the service does not take them now.</exception>
    Task<ISentFacts> SendAsync(FactLoad load, IProgress<double>? progress, CancellationToken cancellationToken);

    /// <summary>What a table of the dataset adds up to, in the order of <see cref="TallyQuery"/>.</summary>
    /// <param name="tenant">Whose dataset, for the bill.</param>
    /// <param name="place">The dataset.</param>
    /// <param name="table">The table.</param>
    /// <param name="days">Only these days; null for all.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<IReadOnlyList<FactTally>> TallyAsync(TenantId tenant, WarehousePlace place, DatasetTable table, DateRange? days, CancellationToken cancellationToken);
}
