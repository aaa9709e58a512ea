using System.Text.RegularExpressions;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Audit;

/// <summary>Reads a page of the audit log. Days are UTC days of the real clock: a fixed demo "now" does not move the log.</summary>
public sealed partial class AuditReader(IAuditLog log, TimeProvider time)
{
    /// <summary>An entry takes about 60 tokens: a page stays within what a model is given to read.</summary>
    public const int PageSize = 25;

    // With today: who asks what happened, asks it of what just happened.
    private const int DefaultDays = 30;

    private static readonly LocalDate s_firstDay = new(2026, 1, 1);

    /// <param name="tenant">Whose log.</param>
    /// <param name="days">Null for the last 30 days, today being the last.</param>
    /// <param name="actor">A person's id; null for everybody.</param>
    /// <param name="action">An action or its first word; null for all.</param>
    /// <param name="cursor">Where the page before ended.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="RefusalException"><c>time_invalid</c>, <c>value_invalid</c>, <c>cursor_invalid</c>, or what the database says of the key.</exception>
    public async Task<AuditPage> ReadAsync(
        TenantContext tenant, RequestTime? days, string? actor, string? action, string? cursor, CancellationToken cancellationToken)
    {
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InUtc().Date;
        var range = days is null ? new DateRange(today.PlusDays(1 - DefaultDays), today) : TimeResolver.Resolve(days, today, s_firstDay).Range;
        var entries = await log.ReadAsync(
            tenant,
            new AuditQuery
            {
                From = range.From.AtMidnight().InUtc().ToInstant(),
                Until = range.To.PlusDays(1).AtMidnight().InUtc().ToInstant(),
                Actor = ActorOf(actor),
                Action = ActionOf(action),
                Before = CursorOf(cursor),
                Limit = PageSize + 1,
            },
            cancellationToken);

        return new AuditPage(range.From, range.To, [.. entries.Take(PageSize)], HasMore: entries.Count > PageSize);
    }

    private static UserId? ActorOf(string? text) => text switch
    {
        null => null,
        _ when Guid.TryParseExact(text, "D", out var id) => new UserId(id),
        _ => throw new RefusalException(RefusalCode.ValueInvalid, "actor is not the id of a person.", "Take the actor_id of an entry, or leave actor out."),
    };

    private static string? ActionOf(string? text) => text is null || ActionShape().IsMatch(text)
        ? text
        : throw new RefusalException(RefusalCode.ValueInvalid, "action is not the name of an action.", "Write it like \"key.issue\", or \"key\" for all that was done to keys.");

    private static Guid? CursorOf(string? text) => text switch
    {
        null => null,
        _ when Guid.TryParseExact(text, "N", out var id) => id,
        _ => throw new RefusalException(RefusalCode.CursorInvalid, "The cursor is not one of this list.", "Send the same arguments without a cursor."),
    };

    [GeneratedRegex(@"^[a-z_]{1,30}(\.[a-z_]{1,30})?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ActionShape();
}
