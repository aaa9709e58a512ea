using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Administration;

/// <summary>Organisations as a whole, administered with the platform's credential.</summary>
public interface ITenantOffice
{
    /// <returns>False where exactly this organisation was there already.</returns>
    /// <exception cref="Refusals.RefusalException">Another one of that slug is there; it stays as it is.</exception>
    Task<bool> AddAsync(NewTenant tenant, CancellationToken cancellationToken);

    Task<IReadOnlyList<ListedTenant>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Changes the limits that are given; they bite at the next call.</summary>
    /// <returns>What holds now.</returns>
    Task<CallLimits> LimitAsync(TenantId tenant, CallLimits change, CancellationToken cancellationToken);
}
