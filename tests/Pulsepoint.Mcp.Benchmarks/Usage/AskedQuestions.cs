using Npgsql;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Benchmarks.Usage;

/// <summary>Four million questions and their events, of 400 tenants with 25 people each, over the last 90 days and in the order of time.</summary>
internal sealed class AskedQuestions : IAsyncDisposable
{
    private const int Tenants = 400;
    private const int People = 25;
    private const int MostSeconds = 3_600;

    private static readonly TenantId s_tenant = TenantId.Parse("bench");

    private readonly WalledDatabase _database;

    private AskedQuestions(WalledDatabase database) => _database = database;

    public IUsageReader Reader => _database.Get<IUsageReader>();

    public static async Task<AskedQuestions> CreateAsync(int questions)
    {
        var asked = new AskedQuestions(await WalledDatabase.MigratedAsync());
        var number = await asked._database.Get<ITenantRegistry>().EnsureAsync(
            new TenantDescription(
                s_tenant, "Bench", "USD", "Europe/London", false, Array.Empty<Brand>(),
                [.. Enumerable.Range(0, People).Select(i => new UserDescription(Person(i), $"Person {i}", $"person{i}@bench.example"))]),
            CancellationToken.None);
        await asked.FillAsync(number, questions);
        return asked;
    }

    public Task<TenantContext> IssueAsync(Permissions permissions) => _database.IssueKeyAsync(s_tenant, Person(0), permissions);

    /// <summary>With all partitions, their indexes and what is kept beside them.</summary>
    public async Task<long> BytesOfAsync(string table)
    {
        await using var superuser = await _database.LogInAsSuperuserAsync();
        await using var command = superuser.CreateCommand();
        command.CommandText = "select coalesce((select sum(pg_total_relation_size(t.relid))::bigint from pg_partition_tree(('pp.' || $1)::regclass) t), pg_total_relation_size('pp.' || $1))";
        command.Parameters.Add(new NpgsqlParameter { Value = table });
        return (long)(await command.ExecuteScalarAsync())!; // a sum of what is there
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static UserId Person(int number) => new(Guid.Parse($"0190a000-0000-7000-8000-{number:x12}"));

    private async Task FillAsync(int tenant, int questions)
    {
        await using var superuser = await _database.LogInAsSuperuserAsync();
        await RunAsync(
            superuser,
            """
            do $months$
            declare
              parent text;
              month  timestamp;
            begin
              foreach parent in array array['questions', 'usage_events'] loop
                for back in 2 .. 4 loop
                  month := date_trunc('month', now() at time zone 'UTC') - make_interval(months => back);
                  execute format('create table pp.%I partition of pp.%I for values from (%L) to (%L)', parent || to_char(month, '_YYYY_MM'), parent,
                                 pp.uuid_floor(month at time zone 'UTC'), pp.uuid_floor((month + interval '1 month') at time zone 'UTC'));
                  execute format('alter table pp.%I owner to pp_owner', parent || to_char(month, '_YYYY_MM'));
                  execute format('alter table pp.%I enable row level security', parent || to_char(month, '_YYYY_MM'));
                  execute format('alter table pp.%I force row level security', parent || to_char(month, '_YYYY_MM'));
                end loop;
              end loop;
            end $months$
            """);
        await using (var fill = new NpgsqlCommand(
            """
            insert into pp.usage_events (tenant_id, id, user_id, kid, question_id, event_type, tool, outcome, error_code, engine, rows, tokens_in,
                                         tokens_out, latency_ms, cost_usd, occurred_at, schema_version, bytes_billed, brand_ids, client_name, received_at)
            select case r.tenant when 0 then $1 else r.tenant end, r.id, r.person, r.person, r.id, 'tool_call',
                   (array['query_metrics', 'get_dashboard', 'explain_change', 'list_values'])[1 + r.n % 4],
                   case when r.n % 20 = 0 then 'refused' else 'ok' end, case when r.n % 20 = 0 then 'value_invalid' end,
                   'postgres', r.n % 300, r.n % 700, r.n % 1900, 5 + r.n % 900, 0.000123, r.at, 1, 10485760, '{luma-skin}', 'claude', r.at
              from (select n, (random() * 399.999)::int % $3 as tenant, a.at,
                           ('0190a000-0000-7000-8000-' || lpad(to_hex((random() * 24.999)::int % $4), 12, '0'))::uuid as person,
                           (lpad(to_hex(floor(extract(epoch from a.at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3)
                            || '8' || substr(md5(n::text), 4, 15))::uuid as id
                      from generate_series(1, $2) n
                     cross join lateral (select now() - (($2 - n)::float8 / $2) * interval '90 days' as at) a) r
            """, superuser)
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = tenant }, new NpgsqlParameter<int> { TypedValue = questions },
                new NpgsqlParameter<int> { TypedValue = Tenants }, new NpgsqlParameter<int> { TypedValue = People },
            },
            CommandTimeout = MostSeconds,
        })
            await fill.ExecuteNonQueryAsync();

        await RunAsync(
            superuser,
            """
            insert into pp.questions (tenant_id, id, user_id, kid, brand_ids, tool, query, outcome, error_code, rows, engine, tokens_in, tokens_out, latency_ms)
            select tenant_id, id, user_id, kid, brand_ids, tool,
                   '{"metrics":["net_sales"],"dimensions":["sales_channel"],"time":{"preset":"last_week"},"brands":"*"}', outcome, error_code, rows, engine,
                   tokens_in, tokens_out, latency_ms
              from pp.usage_events order by id
            """);
        await RunAsync(
            superuser,
            """
            insert into pp.usage_daily
            select tenant_id, day, user_id, kid, event_type, tool, outcome, coalesce(error_code, ''), count(*), sum(tokens_in), sum(tokens_out), sum(rows),
                   sum(bytes_billed), sum(cost_usd), sum(latency_ms), max(latency_ms)
              from pp.usage_events group by 1, 2, 3, 4, 5, 6, 7, 8
            """);
        await RunAsync(superuser, "vacuum (analyze)");
    }

    private static async Task RunAsync(NpgsqlConnection superuser, string sql)
    {
#pragma warning disable CA2100 // One of the texts above.
        await using var command = new NpgsqlCommand(sql, superuser) { CommandTimeout = MostSeconds };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
