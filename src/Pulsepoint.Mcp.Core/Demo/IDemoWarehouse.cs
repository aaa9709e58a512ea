using NodaTime;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Demo;

/// <summary>Makes the demo tenants' facts: every row follows from the seed, so the same day and scale give the same rows.</summary>
public interface IDemoWarehouse
{
    /// <summary>The demo tenants with their brands and people.</summary>
    IReadOnlyList<TenantDescription> Tenants { get; }

    /// <summary>Whether a snapshot for this business day and scale is published already.</summary>
    bool IsCurrent(TenantId tenant, Instant now, int scale);

    /// <summary>Generates, checks and publishes a snapshot, with <c>answers.json</c> beside it.</summary>
    /// <param name="tenant">One of <see cref="Tenants"/>.</param>
    /// <param name="now">Business now; data end on each brand's local day of it, which is partial.</param>
    /// <param name="scale">1 is about 0.7 million orders over all tenants; orders, customers and ad groups grow with it.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work; what was published before stays.</param>
    Task PublishAsync(TenantId tenant, Instant now, int scale, IProgress<double>? progress, CancellationToken cancellationToken);
}
