using Dapper;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Usage;

/// <summary>
/// Sums what was reported, from single events or from the sums by day. Both go by the day of an event's id, so they agree. Sums of
/// bytes stop at the largest number that fits: a key that reports nonsense must not spoil its colleagues' view.
/// </summary>
internal static class UsageSums
{
    public static async Task<IReadOnlyList<UsageSum>> OfEventsAsync(TenantConnection connection, UsageQuery query, CancellationToken token)
    {
        var rows = await connection.QueryAsync<SumRow>(
            """
            with sums as (
              select case @By when 'day' then e.day::text when 'user' then e.user_id::text when 'tool' then coalesce(e.tool, '')
                              when 'brand' then coalesce(b.brand, '') else '' end as name,
                     count(*) filter (where e.event_type = 'tool_call') as calls,
                     coalesce(sum(e.tokens_in), 0)::bigint as tokens_in,
                     coalesce(sum(e.tokens_out), 0)::bigint as tokens_out,
                     coalesce(sum(e.rows), 0)::bigint as rows,
                     least(coalesce(sum(e.bytes_billed), 0), 9223372036854775807)::bigint as bytes_billed,
                     coalesce(sum(e.cost_usd), 0) as cost_usd,
                     round(avg(e.latency_ms) filter (where e.event_type = 'tool_call'), 1) as average_ms,
                     max(e.latency_ms) filter (where e.event_type = 'tool_call') as max_ms,
                     percentile_cont(0.5) within group (order by e.latency_ms) filter (where e.event_type = 'tool_call') as p50_ms,
                     percentile_cont(0.95) within group (order by e.latency_ms) filter (where e.event_type = 'tool_call') as p95_ms,
                     percentile_cont(0.99) within group (order by e.latency_ms) filter (where e.event_type = 'tool_call') as p99_ms
                from pp.usage_events e
                left join lateral unnest(case when @By = 'brand' then e.brand_ids end) as b(brand) on true
               where e.id >= @First and e.id < @Until and (@User::uuid is null or e.user_id = @User)
               group by 1
            )
            select s.name, u.name as person_name, s.calls, s.tokens_in, s.tokens_out, s.rows, s.bytes_billed, s.cost_usd, s.average_ms,
                   s.max_ms, s.p50_ms, s.p95_ms, s.p99_ms
              from sums s
              left join pp.users u on @By = 'user' and u.id::text = s.name and u.erased_at is null
             order by case when @By = 'day' then s.name end collate "C", s.calls desc, s.name collate "C"
            """,
            new { By = query.By?.Name() ?? "", First = FirstId.Of(query.Days.From), Until = FirstId.Of(query.Days.To.PlusDays(1)), User = query.User?.Value, token });

        return [.. rows.Select(ToSum)];
    }

    public static async Task<IReadOnlyList<UsageSum>> OfDaysAsync(TenantConnection connection, UsageQuery query, CancellationToken token)
    {
        var rows = await connection.QueryAsync<SumRow>(
            """
            with sums as (
              select case @By when 'day' then d.day::text when 'user' then d.user_id::text when 'tool' then d.tool else '' end as name,
                     coalesce(sum(d.calls) filter (where d.event_type = 'tool_call'), 0)::bigint as calls,
                     coalesce(sum(d.tokens_in), 0)::bigint as tokens_in,
                     coalesce(sum(d.tokens_out), 0)::bigint as tokens_out,
                     coalesce(sum(d.rows), 0)::bigint as rows,
                     least(coalesce(sum(d.bytes_billed), 0), 9223372036854775807)::bigint as bytes_billed,
                     coalesce(sum(d.cost_usd), 0) as cost_usd,
                     round(sum(d.latency_ms_sum) filter (where d.event_type = 'tool_call')
                           / nullif(sum(d.calls) filter (where d.event_type = 'tool_call'), 0), 1) as average_ms,
                     max(d.latency_ms_max) filter (where d.event_type = 'tool_call') as max_ms
                from pp.usage_daily d
               where d.day >= @First and d.day <= @Last and (@User::uuid is null or d.user_id = @User)
               group by 1
            )
            select s.name, u.name as person_name, s.calls, s.tokens_in, s.tokens_out, s.rows, s.bytes_billed, s.cost_usd, s.average_ms, s.max_ms
              from sums s
              left join pp.users u on @By = 'user' and u.id::text = s.name and u.erased_at is null
             order by case when @By = 'day' then s.name end collate "C", s.calls desc, s.name collate "C"
            """,
            new { By = query.By?.Name() ?? "", First = query.Days.From.ToDateOnly(), Last = query.Days.To.ToDateOnly(), User = query.User?.Value, token });

        return [.. rows.Select(ToSum)];
    }

    private static UsageSum ToSum(SumRow row) => new()
    {
        Group = row.Name,
        GroupName = row.PersonName,
        Calls = row.Calls,
        TokensIn = row.TokensIn,
        TokensOut = row.TokensOut,
        Rows = row.Rows,
        BytesBilled = row.BytesBilled,
        CostUsd = row.CostUsd,
        AverageMs = row.AverageMs,
        MaxMs = row.MaxMs,
        P50Ms = Tenth(row.P50Ms),
        P95Ms = Tenth(row.P95Ms),
        P99Ms = Tenth(row.P99Ms),
    };

    private static decimal? Tenth(double? milliseconds) => milliseconds is { } value ? decimal.Round((decimal)value, 1) : null;
}
