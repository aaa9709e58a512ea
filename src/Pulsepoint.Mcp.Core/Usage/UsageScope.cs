using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>Whose usage a key reads, of which days, and from which table.</summary>
internal static class UsageScope
{
    /// <summary>The longest range that single events are summed for.</summary>
    public const int MostDaysOfEvents = 31;

    // Events are kept 90 days. Ranges that begin near that are left to the sums by day, which stay.
    private const int OldestEvent = 80;
    private const int DefaultDays = 30;

    private static readonly LocalDate s_firstDay = new(2026, 1, 1);

    /// <summary>By claims; a key limited to brands sees what its own person did in any case.</summary>
    public static bool IsOwn(TenantContext tenant) => !tenant.Permissions.HasFlag(Permissions.AuditRead) || !tenant.Brands.IsAll;

    /// <summary>What the key claims, the database must find: else a key that lost it would see less without a word.</summary>
    public static Permissions Need(TenantContext tenant) => Permissions.AnalyticsRead | (tenant.Permissions & Permissions.AuditRead);

    public static LocalDate Today(TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow()).InUtc().Date;

    /// <exception cref="RefusalException"><c>time_invalid</c>.</exception>
    public static DateRange Days(RequestTime? time, LocalDate today) =>
        time is null ? new DateRange(today.PlusDays(1 - DefaultDays), today) : TimeResolver.Resolve(time, today, s_firstDay).Range;

    public static bool IsFromDays(DateRange days, LocalDate today) => days.Days > MostDaysOfEvents || days.From < today.PlusDays(-OldestEvent);

    /// <exception cref="RefusalException"><c>value_invalid</c>, or <c>permission_denied</c> for somebody else without audit:read.</exception>
    public static UserId? UserOf(TenantContext tenant, string? text)
    {
        if (text is null)
            return null;

        if (text is "me")
            return tenant.User;

        if (!Guid.TryParseExact(text, "D", out var id))
            throw new RefusalException(RefusalCode.ValueInvalid, "user is not the id of a person.", "Take the user_id of a row grouped by user, or \"me\".");

        var user = new UserId(id);
        if (user == tenant.User || !IsOwn(tenant))
            return user;

        throw tenant.Permissions.HasFlag(Permissions.AuditRead)
            ? new RefusalException(RefusalCode.PermissionDenied, "The API key is limited to some brands and sees its own person's usage only.", "Use a key with audit:read for every brand.")
            : Refusal.PermissionDenied("audit:read");
    }
}
