using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>
/// Deletes an organisation in two steps, with the platform's credential. What stays is the audit log, for as long as the
/// organisation wanted its record kept, and a row without slug or name that it belongs to.
/// </summary>
public interface IDeletion
{
    /// <summary>The first step: its keys are refused from the next statement on, and nothing is removed. Resuming takes it back.</summary>
    /// <returns>How many rows of which table the second step would remove.</returns>
    /// <exception cref="Refusals.RefusalException">There is no such tenant.</exception>
    Task<IReadOnlyList<TableRows>> RequestAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The second step. It cannot be taken back; interrupted, the next one or the next run of retention finishes it.</summary>
    /// <param name="tenant">Which.</param>
    /// <param name="onGone">Called as soon as nobody finds it any more, before its rows are removed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many rows were removed.</returns>
    /// <exception cref="Refusals.RefusalException">There is no such tenant, or the first step was not taken.</exception>
    Task<long> DeleteAsync(TenantId tenant, Action onGone, CancellationToken cancellationToken);
}
