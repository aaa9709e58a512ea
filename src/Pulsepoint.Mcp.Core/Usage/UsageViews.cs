using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>
/// Answers what is asked of usage: the own person's, with audit:read everybody's. Days are UTC days of the real clock: a fixed demo
/// "now" does not move them.
/// </summary>
public sealed class UsageViews(IUsageReader reader, TimeProvider time)
{
    /// <summary>How many calls are read for a page of questions.</summary>
    public const int PageSize = 50;

    /// <exception cref="RefusalException"><c>time_invalid</c>, <c>value_invalid</c>, <c>cursor_invalid</c>, <c>permission_denied</c>, or what the database says of the key.</exception>
    public async Task<UsageTable> ReadAsync(TenantContext tenant, UsageRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(request);

        if (request is { By: { } by, View: UsageView.Questions or UsageView.Freshness })
            throw Ungrouped(request.View, by);

        if (request.View is UsageView.Freshness)
            return FreshnessTable.Of(await reader.FreshnessAsync(tenant, cancellationToken), Instant.FromDateTimeOffset(time.GetUtcNow())).From(request.Cursor);

        var today = UsageScope.Today(time);
        var days = UsageScope.Days(request.Time, today);
        var query = new UsageQuery
        {
            Days = days,
            Need = UsageScope.Need(tenant),
            User = UsageScope.UserOf(tenant, request.User),
            By = request.By ?? (request.View is UsageView.Questions or UsageView.Errors ? null : UsageGroup.Day),
            FromDays = UsageScope.IsFromDays(days, today),
        };
        if (query is { By: UsageGroup.Brand, FromDays: true } && request.View is not UsageView.Accuracy)
            throw TooLongByBrand();

        var frame = new UsageFrame(tenant, query, request.View, today);
        return request.View switch
        {
            UsageView.Questions => await QuestionsAsync(frame, request.Cursor, cancellationToken),
            UsageView.Errors => ErrorTable.Of(frame, await reader.ErrorsAsync(tenant, query, cancellationToken)).From(request.Cursor),
            UsageView.Accuracy => AccuracyTable.Of(
                frame,
                await reader.VerdictsAsync(tenant, query, cancellationToken),
                await reader.VerdictsAsync(tenant, query with { By = null }, cancellationToken)).From(request.Cursor),
            _ => SumTable.Of(frame, await SumsAsync(tenant, query, cancellationToken)).From(request.Cursor),
        };
    }

    /// <summary>The days that a time means, in UTC; for null the last 30, today being the last.</summary>
    /// <exception cref="RefusalException"><c>time_invalid</c>.</exception>
    public DateRange Resolve(RequestTime? asked) => UsageScope.Days(asked, UsageScope.Today(time));

    /// <summary>The own tenant's days, for its bill. Only with audit:read: a bill is of all.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="days">Days of UTC, both included.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="RefusalException"><c>permission_denied</c>, or what the database says of the key.</exception>
    public async Task<IReadOnlyList<UsageDay>> DaysAsync(TenantContext tenant, DateRange days, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        if (!tenant.Brands.IsAll)
            throw Refusal.BrandLimited();

        // A key without the permission is refused by the database, which puts that on record.
        var query = new UsageQuery
        {
            Days = days,
            Need = Permissions.AuditRead,
            By = UsageGroup.Day,
            FromDays = UsageScope.IsFromDays(days, UsageScope.Today(time)),
        };
        return (await SumsAsync(tenant, query, cancellationToken)).ToDays(tenant.Tenant);
    }

    private async Task<UsageTable> QuestionsAsync(UsageFrame frame, string? cursor, CancellationToken cancellationToken)
    {
        EventId? before = cursor switch
        {
            null => null,
            _ when Guid.TryParseExact(cursor, "N", out var id) => new EventId(id),
            _ => throw UsageCursor.Invalid(),
        };
        var questions = await reader.QuestionsAsync(frame.Tenant, frame.Query, before, PageSize + 1, cancellationToken);
        return QuestionTable.Of(frame, [.. questions.Take(PageSize)], questions.Count > PageSize);
    }

    private async Task<ReportedAndCounted> SumsAsync(TenantContext tenant, UsageQuery query, CancellationToken cancellationToken)
    {
        var groups = await reader.SumsAsync(tenant, query, cancellationToken);
        var total = await reader.SumsAsync(tenant, query with { By = null }, cancellationToken);
        var counted = await reader.CountedAsync(tenant, query.Days, query.Need, cancellationToken);
        return new ReportedAndCounted(query, groups, total, [.. counted.Where(c => query.User is null || c.User == query.User)]);
    }

    private static RefusalException Ungrouped(UsageView view, UsageGroup by) => new(
        RefusalCode.ValueInvalid,
        $"The view {view.Name()} is a list and is not grouped by {by.Name()}.",
        "Leave group_by out, or take the view tokens, cost, latency, errors or accuracy.");

    private static RefusalException TooLongByBrand() => new(
        RefusalCode.TimeInvalid,
        $"By brand, usage is known for {UsageScope.MostDaysOfEvents} days at most, and not of long ago.",
        "Ask for a shorter, more recent time, or group by day, user or tool.");
}
