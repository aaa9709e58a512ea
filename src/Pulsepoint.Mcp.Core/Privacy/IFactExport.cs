using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>Hands over the facts of an organisation that this machine keeps: single orders, ads and sessions.</summary>
public interface IFactExport
{
    /// <returns>False where this machine keeps none.</returns>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: they are there but cannot be read.</exception>
    Task<bool> ExportAsync(TenantId tenant, Action<ExportedRow> take, CancellationToken cancellationToken);
}
