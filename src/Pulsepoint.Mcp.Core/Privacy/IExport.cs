using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>
/// Hands over every row that the database has of an organisation, all of one moment; keys without what could open anything.
/// On record with the organisation.
/// </summary>
public interface IExport
{
    /// <summary>With the platform's credential.</summary>
    /// <param name="tenant">Whose rows.</param>
    /// <param name="take">Gets one row after the other, table by table, and never two at a time.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Refusals.RefusalException">There is no such tenant.</exception>
    Task ExportAsync(TenantId tenant, Action<ExportedRow> take, CancellationToken cancellationToken);

    /// <summary>Of the own tenant, with a key that has <see cref="Permissions.TenantAdmin"/> and is not limited to brands.</summary>
    /// <exception cref="Refusals.RefusalException">The key may not administer its tenant.</exception>
    Task ExportOwnTenantAsync(TenantContext tenant, Action<ExportedRow> take, CancellationToken cancellationToken);
}
