using Dapper;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Usage;

internal sealed class UsageReader(TenantConnections connections) : IUsageReader
{
    public async Task<IReadOnlyList<AskedQuestion>> QuestionsAsync(
        TenantContext tenant, UsageQuery query, EventId? before, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        var until = FirstId.Of(query.Days.To.PlusDays(1));
        // An answer has its id before its event has one; no call takes a day. That bounds the months that are looked into.
        var rows = await connections.ReadAsync(
            tenant,
            query.Need,
            (connection, token) => connection.QueryAsync<QuestionRow>(
                """
                with calls as (
                  select e.id, coalesce(e.occurred_at, e.received_at) as at, e.user_id, coalesce(e.tool, '') as tool, e.question_id,
                         coalesce(e.outcome, '') as outcome, e.error_code, e.latency_ms
                    from pp.usage_events e
                   where e.id >= @First and e.id < @Before and e.event_type = 'tool_call' and (@User::uuid is null or e.user_id = @User)
                   order by e.id desc
                   limit @Limit
                )
                select c.id, c.at, c.user_id, u.name as user_name, c.tool, c.question_id, q.question, q.query::text as query, c.outcome,
                       c.error_code, c.latency_ms
                  from calls c
                  left join pp.users u on u.id = c.user_id and u.erased_at is null
                  left join pp.questions q on q.id = c.question_id and q.user_id = c.user_id and q.id >= @FirstAnswer and q.id < @Until
                 order by c.id desc
                """,
                new
                {
                    First = FirstId.Of(query.Days.From),
                    Before = before is { } mark && mark.Value.CompareTo(until) < 0 ? mark.Value : until,
                    Until = until,
                    FirstAnswer = FirstId.Of(query.Days.From.PlusDays(-1)),
                    User = query.User?.Value,
                    Limit = limit,
                    token,
                }),
            cancellationToken);

        return [.. rows.Select(ToQuestion)];
    }

    public Task<IReadOnlyList<UsageSum>> SumsAsync(TenantContext tenant, UsageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        return connections.ReadAsync(
            tenant,
            query.Need,
            (connection, token) => query.FromDays ? UsageSums.OfDaysAsync(connection, query, token) : UsageSums.OfEventsAsync(connection, query, token),
            cancellationToken);
    }

    public Task<IReadOnlyList<UsageErrorCount>> ErrorsAsync(TenantContext tenant, UsageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        return connections.ReadAsync(
            tenant,
            query.Need,
            (connection, token) => query.FromDays ? UsageErrors.OfDaysAsync(connection, query, token) : UsageErrors.OfEventsAsync(connection, query, token),
            cancellationToken);
    }

    public async Task<IReadOnlyList<UsageVerdicts>> VerdictsAsync(TenantContext tenant, UsageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        // A verdict of somebody else counts if it came when the answer was on record, and so was one that they could see.
        var rows = await connections.ReadAsync(
            tenant,
            query.Need,
            (connection, token) => connection.QueryAsync<VerdictsRow>(
                """
                with answers as (
                  select e.question_id, e.user_id, e.received_at, e.day, coalesce(e.tool, '') as tool, e.brand_ids
                    from pp.usage_events e
                   where e.id >= @First and e.id < @Until and e.event_type = 'tool_call' and e.question_id is not null
                     and (@User::uuid is null or e.user_id = @User)
                ), verdicts as (
                  select distinct on (f.question_id, f.user_id) f.question_id, f.user_id, f.verdict, f.received_at
                    from pp.usage_events f
                   where f.id >= @First and f.event_type = 'feedback'
                   order by f.question_id, f.user_id, f.id desc
                ), sums as (
                  select case @By when 'day' then a.day::text when 'user' then a.user_id::text when 'tool' then a.tool
                                  when 'brand' then coalesce(b.brand, '') else '' end as name,
                         count(distinct a.question_id) as answers,
                         count(*) filter (where v.verdict = 'correct') as correct,
                         count(*) filter (where v.verdict = 'partly') as partly,
                         count(*) filter (where v.verdict = 'wrong') as wrong
                    from answers a
                    left join lateral unnest(case when @By = 'brand' then a.brand_ids end) as b(brand) on true
                    left join verdicts v on v.question_id = a.question_id and (v.user_id = a.user_id or v.received_at > a.received_at)
                   group by 1
                )
                select s.name, u.name as person_name, s.answers, s.correct, s.partly, s.wrong
                  from sums s
                  left join pp.users u on @By = 'user' and u.id::text = s.name and u.erased_at is null
                 order by case when @By = 'day' then s.name end collate "C", s.answers desc, s.name collate "C"
                """,
                new { By = query.By?.Name() ?? "", First = FirstId.Of(query.Days.From), Until = FirstId.Of(query.Days.To.PlusDays(1)), User = query.User?.Value, token }),
            cancellationToken);

        return [.. rows.Select(r => new UsageVerdicts(r.Name, r.PersonName, r.Answers, r.Correct, r.Partly, r.Wrong))];
    }

    public async Task<IReadOnlyList<SourceFreshness>> FreshnessAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        var rows = await connections.ReadAsync(
            tenant,
            Permissions.AnalyticsRead,
            (connection, token) => connection.QueryAsync<FreshnessRow>(
                """
                select s.brand_id, s.source, s.data_through, s.loaded_at
                  from pp.rollup_state s
                 order by s.brand_id collate "C", s.source collate "C"
                """,
                new { token }),
            cancellationToken);

        return [.. rows.Select(r => new SourceFreshness(
            BrandId.Parse(r.BrandId), r.Source, LocalDate.FromDateOnly(r.DataThrough), Instant.FromDateTimeUtc(r.LoadedAt)))];
    }

    public async Task<IReadOnlyList<CountedCalls>> CountedAsync(TenantContext tenant, DateRange days, Permissions need, CancellationToken cancellationToken)
    {
        var rows = await connections.ReadAsync(
            tenant,
            need,
            (connection, token) => connection.QueryAsync<CountedRow>(
                "select day, user_id, allowed, refused from pp.counted_calls(@From, @To) order by day, user_id",
                new { From = days.From.ToDateOnly(), To = days.To.ToDateOnly(), token }),
            cancellationToken);

        return [.. rows.Select(r => new CountedCalls(LocalDate.FromDateOnly(r.Day), new UserId(r.UserId), r.Allowed, r.Refused))];
    }

    public Task<bool> HasAnswerAsync(TenantContext tenant, Guid answer, CancellationToken cancellationToken) => connections.ReadAsync(
        tenant,
        Permissions.AnalyticsRead,
        (connection, token) => connection.QuerySingleAsync<bool>(
            "select exists (select from pp.questions q where q.id = @Answer)", new { Answer = answer, token }),
        cancellationToken);

    private static AskedQuestion ToQuestion(QuestionRow row) => new()
    {
        Event = new EventId(row.Id),
        At = Instant.FromDateTimeUtc(row.At),
        User = new UserId(row.UserId),
        UserName = row.UserName,
        Tool = row.Tool,
        AnswerId = row.QuestionId,
        Question = row.Question,
        Query = row.Query,
        Outcome = row.Outcome,
        ErrorCode = row.ErrorCode,
        LatencyMs = row.LatencyMs,
    };
}
