using Dapper;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Usage;

/// <summary>Counts what failed or was refused, from single events or from the sums by day.</summary>
internal static class UsageErrors
{
    public static async Task<IReadOnlyList<UsageErrorCount>> OfEventsAsync(TenantConnection connection, UsageQuery query, CancellationToken token)
    {
        var rows = await connection.QueryAsync<ErrorRow>(
            """
            with sums as (
              select case @By when 'day' then e.day::text when 'user' then e.user_id::text when 'tool' then coalesce(e.tool, '')
                              when 'brand' then coalesce(b.brand, '') else '' end as name,
                     coalesce(e.error_code, '') as error_code, e.outcome, count(*) as events
                from pp.usage_events e
                left join lateral unnest(case when @By = 'brand' then e.brand_ids end) as b(brand) on true
               where e.id >= @First and e.id < @Until and e.outcome in ('error', 'refused') and (@User::uuid is null or e.user_id = @User)
               group by 1, 2, 3
            )
            select s.name, u.name as person_name, s.error_code, s.outcome, s.events
              from sums s
              left join pp.users u on @By = 'user' and u.id::text = s.name and u.erased_at is null
             order by case when @By = 'day' then s.name end collate "C", s.events desc, s.name collate "C", s.error_code collate "C", s.outcome
            """,
            new { By = query.By?.Name() ?? "", First = FirstId.Of(query.Days.From), Until = FirstId.Of(query.Days.To.PlusDays(1)), User = query.User?.Value, token });

        return [.. rows.Select(ToCount)];
    }

    public static async Task<IReadOnlyList<UsageErrorCount>> OfDaysAsync(TenantConnection connection, UsageQuery query, CancellationToken token)
    {
        var rows = await connection.QueryAsync<ErrorRow>(
            """
            with sums as (
              select case @By when 'day' then d.day::text when 'user' then d.user_id::text when 'tool' then d.tool else '' end as name,
                     d.error_code, d.outcome, sum(d.calls)::bigint as events
                from pp.usage_daily d
               where d.day >= @First and d.day <= @Last and d.outcome in ('error', 'refused') and (@User::uuid is null or d.user_id = @User)
               group by 1, 2, 3
            )
            select s.name, u.name as person_name, s.error_code, s.outcome, s.events
              from sums s
              left join pp.users u on @By = 'user' and u.id::text = s.name and u.erased_at is null
             order by case when @By = 'day' then s.name end collate "C", s.events desc, s.name collate "C", s.error_code collate "C", s.outcome
            """,
            new { By = query.By?.Name() ?? "", First = query.Days.From.ToDateOnly(), Last = query.Days.To.ToDateOnly(), User = query.User?.Value, token });

        return [.. rows.Select(ToCount)];
    }

    private static UsageErrorCount ToCount(ErrorRow row) => new(row.Name, row.PersonName, row.ErrorCode, row.Outcome, row.Events);
}
