using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>
/// Reads the tenant's own usage, behind its wall: the own person's rows, with <see cref="Permissions.AuditRead"/> everybody's;
/// a key limited to brands reads its own person's in any case. Days are UTC, amounts of money US dollars, times milliseconds.
/// Every method is refused with a <see cref="Refusals.RefusalException"/> where the key is not accepted, lacks a permission, or
/// the database is away.
/// </summary>
public interface IUsageReader
{
    /// <summary>The newest calls first. Single events are kept 90 days, or as long as the organisation's record if that is shorter.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="query">Which; <see cref="UsageQuery.By"/> and <see cref="UsageQuery.FromDays"/> do not matter.</param>
    /// <param name="before">Only calls older than this one: where the page before ended.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<AskedQuestion>> QuestionsAsync(TenantContext tenant, UsageQuery query, EventId? before, int limit, CancellationToken cancellationToken);

    /// <summary>Sums by group; days in order, other groups with the most calls first.</summary>
    Task<IReadOnlyList<UsageSum>> SumsAsync(TenantContext tenant, UsageQuery query, CancellationToken cancellationToken);

    /// <summary>Codes by group, the most frequent first.</summary>
    Task<IReadOnlyList<UsageErrorCount>> ErrorsAsync(TenantContext tenant, UsageQuery query, CancellationToken cancellationToken);

    /// <summary>Verdicts, whenever they were given, on the answers of these days; always from single events.</summary>
    Task<IReadOnlyList<UsageVerdicts>> VerdictsAsync(TenantContext tenant, UsageQuery query, CancellationToken cancellationToken);

    /// <summary>What is loaded of the brands that the key may see.</summary>
    Task<IReadOnlyList<SourceFreshness>> FreshnessAsync(TenantContext tenant, CancellationToken cancellationToken);

    /// <summary>What the database counted by itself, by day and person.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="days">Days of UTC, both included.</param>
    /// <param name="need">As <see cref="UsageQuery.Need"/>.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<CountedCalls>> CountedAsync(TenantContext tenant, DateRange days, Permissions need, CancellationToken cancellationToken);

    /// <summary>Whether the answer is on record and its question one that the key may see: the own person's, with <see cref="Permissions.HistoryRead"/> others'.</summary>
    Task<bool> HasAnswerAsync(TenantContext tenant, Guid answer, CancellationToken cancellationToken);
}
