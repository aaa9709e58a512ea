using NodaTime;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>
/// An organisation's rules and alerts. A key sees those of its brands, and those on usage only with
/// <see cref="Permissions.AuditRead"/>; whatever changes something needs <see cref="Permissions.AlertsManage"/>, and is on record.
/// </summary>
public interface IAlertStore
{
    /// <summary>By name.</summary>
    /// <exception cref="RefusalException">The key is not accepted, or the database is away.</exception>
    Task<IReadOnlyList<AlertRule>> ListRulesAsync(TenantContext tenant, CancellationToken cancellationToken);

    /// <summary>Adds it, or changes the one of its id; what that one had open about something else is resolved.</summary>
    /// <returns>Whether it was added.</returns>
    /// <exception cref="RefusalException">It cannot be taken, is beyond the key's reach, or 200 are there.</exception>
    Task<bool> SaveRuleAsync(TenantContext tenant, AlertRule rule, CancellationToken cancellationToken);

    /// <summary>Removes a rule with its alerts.</summary>
    /// <returns>False where there was none.</returns>
    /// <exception cref="RefusalException">It is beyond the key's reach.</exception>
    Task<bool> RemoveRuleAsync(TenantContext tenant, AlertRuleId rule, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    /// <exception cref="RefusalException">The key is not accepted, or the database is away.</exception>
    Task<IReadOnlyList<Alert>> ListAsync(TenantContext tenant, AlertQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Opens an alert. Where one of this rule and brand is active already, whoever opened it, or fired less than five minutes ago,
    /// nothing happens.
    /// </summary>
    /// <returns>Whether this one was opened, now or by the same call before.</returns>
    /// <exception cref="RefusalException">There is no such rule, it is beyond the key's reach, or it fired 200 times in a day.</exception>
    Task<bool> FireAsync(TenantContext tenant, AlertId alert, AlertRuleId rule, AlertObservation observation, CancellationToken cancellationToken);

    /// <returns>False where it was acknowledged or resolved already.</returns>
    /// <exception cref="RefusalException">There is no such alert.</exception>
    Task<bool> AcknowledgeAsync(TenantContext tenant, AlertId alert, CancellationToken cancellationToken);

    /// <returns>False where it was resolved already.</returns>
    /// <exception cref="RefusalException">There is no such alert.</exception>
    Task<bool> ResolveAsync(TenantContext tenant, AlertId alert, CancellationToken cancellationToken);

    /// <summary>Takes changes that the webhook was not told of; for two minutes nobody else gets them, and after a day nobody.</summary>
    /// <exception cref="RefusalException">The key is for some brands only: it must not keep an alert from being told.</exception>
    Task<IReadOnlyList<Alert>> TakeUntoldAsync(TenantContext tenant, int most, CancellationToken cancellationToken);

    /// <summary>The webhook was told of this state.</summary>
    /// <exception cref="RefusalException">The key is for some brands only.</exception>
    Task MarkToldAsync(TenantContext tenant, AlertId alert, AlertState state, CancellationToken cancellationToken);

    /// <summary>What the calls cost that the database knows of, in US dollars as clients report it; with <see cref="Permissions.AuditRead"/>.</summary>
    /// <param name="tenant">Whose calls.</param>
    /// <param name="until">Of this moment's UTC day and month, what came before it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="RefusalException">The key lacks the permission, or the database is away.</exception>
    Task<CostSoFar> ReadCostAsync(TenantContext tenant, Instant until, CancellationToken cancellationToken);
}
