using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Privacy;

/// <summary>Aurora keeps its record 10 days, the others 395; each has rows of today, of 20 days ago, and of 100.</summary>
internal sealed class RetentionTests
{
    private static readonly string[] s_tables =
    [
        "alerts", "audit_log", "byte_reservations", "call_days", "feedback", "key_sessions", "questions", "report_days", "sync_runs",
        "tenant_byte_days", "token_askings", "token_requests", "usage_daily", "usage_events", "user_byte_days",
    ];

    private static readonly string[] s_ofADay = ["token_askings", "token_requests"];
    private static readonly string[] s_of90Days = ["byte_reservations", "key_sessions", "report_days", "sync_runs", "usage_events"];

    private ThreeTenants _tenants = null!;
    private NpgsqlConnection _superuser = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await _superuser.RunAsync($"""
            delete from pp.feedback; delete from pp.questions; delete from pp.alerts;
            delete from pp.usage_events; delete from pp.usage_daily; delete from pp.sync_runs; delete from pp.audit_log;
            delete from pp.token_requests; delete from pp.token_askings;
            delete from pp.byte_reservations; delete from pp.user_byte_days; delete from pp.tenant_byte_days;
            update pp.tenants set retention_days = 10 where slug = 'aurora';
            create temp table ages as
              select t.tenant_id, d.days, now() - make_interval(days => d.days) as at, pp.uuid_floor(now() - make_interval(days => d.days)) as id
                from pp.tenants t, (values (0), (20), (100)) as d(days);
            insert into pp.questions (tenant_id, id, user_id, kid, tool, outcome) select tenant_id, id, id, id, 'ask_question', 'ok' from ages;
            insert into pp.feedback (tenant_id, question_id, user_id, verdict, given_at) select tenant_id, id, id, 'wrong', at from ages;
            insert into pp.usage_events (tenant_id, id, user_id, kid, event_type) select tenant_id, id, id, id, 'tool_call' from ages;
            insert into pp.usage_daily select tenant_id, day, user_id, kid, event_type, '', '', '', 1, 0, 0, 0, 0, 0, 0, 0 from pp.usage_events;
            insert into pp.report_days (tenant_id, kid, day) select tenant_id, id, (at at time zone 'UTC')::date from ages;
            insert into pp.audit_log (tenant_id, id, action) select tenant_id, id, 'planted' from ages;
            insert into pp.call_days (tenant_id, kid, day) select tenant_id, id, (at at time zone 'UTC')::date from ages;
            insert into pp.key_sessions (tenant_id, kid, session_id, first_at) select tenant_id, id, id, at from ages;
            insert into pp.token_requests (tenant_id, id, kid, public_key, keepsake, asked_at, asked_until)
              select tenant_id, id, id, decode(repeat('00', 91), 'hex'), decode(repeat('00', 200), 'hex'), at, at from ages;
            insert into pp.token_askings (tenant_id, kid, asked_at) select tenant_id, id, array[at - interval '1 minute', at] from ages;
            insert into pp.byte_reservations (tenant_id, id, kid, user_id, job, day, held, reserved_at) select tenant_id, id, id, id, 'job', at, 10485760, at from ages;
            insert into pp.user_byte_days (tenant_id, user_id, day) select a.tenant_id, u.id, (a.at at time zone 'UTC')::date from ages a join pp.users u using (tenant_id);
            insert into pp.tenant_byte_days (tenant_id, day) select tenant_id, (at at time zone 'UTC')::date from ages;
            insert into pp.alerts (tenant_id, id, rule_id, fired_at, state)
              select a.tenant_id, a.id, (select r.id from pp.alert_rules r where r.tenant_id = a.tenant_id limit 1), a.at, 'resolved' from ages a;
            insert into pp.sync_runs (tenant_id, id, brand_id, connection_id, started_at)
              select a.tenant_id, a.id, c.brand_id, c.id, a.at
                from ages a cross join lateral (select * from pp.connections c where c.tenant_id = a.tenant_id limit 1) c
            """);
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await _superuser.DisposeAsync();
        await _tenants.DisposeAsync();
    }

    private IRetention Retention => _tenants.Database.Get<IRetention>();

    [Test]
    public async Task A_preview_counts_and_removes_nothing()
    {
        var report = await Retention.PreviewAsync(CancellationToken.None);

        Of(report, ThreeTenants.Aurora).Should().Equal(s_tables.Select(t => (t, s_ofADay.Contains(t) ? 1 : 10, 2L)));
        Of(report, ThreeTenants.Borealis).Should().Equal(
            ("byte_reservations", 90, 1L), ("key_sessions", 90, 1L), ("report_days", 90, 1L), ("sync_runs", 90, 1L), ("token_askings", 1, 2L), ("token_requests", 1, 2L), ("usage_events", 90, 1L));
        foreach (var table in s_tables)
            (await CountAsync(table, "true")).Should().Be(9, table);
    }

    [Test]
    public async Task A_run_removes_what_each_organisation_does_not_keep_and_nothing_else()
    {
        var preview = await Retention.PreviewAsync(CancellationToken.None);

        var report = await Retention.RunAsync(CancellationToken.None);

        report.Rows.Should().Equal(preview.Rows);
        foreach (var table in s_tables.Except(["audit_log"]))
        {
            (await CountAsync(table, $"tenant_id = {_tenants.AuroraNumber}")).Should().Be(1, table);
            (await CountAsync(table, $"tenant_id = {_tenants.BorealisNumber}")).Should().Be(s_ofADay.Contains(table) ? 1 : s_of90Days.Contains(table) ? 2 : 3, table);
        }

        (await CountAsync("audit_log", $"tenant_id = {_tenants.AuroraNumber} and action = 'planted'")).Should().Be(1);
        (await Retention.PreviewAsync(CancellationToken.None)).Rows.Should().BeEmpty();
    }

    [Test]
    public async Task A_run_is_on_record_with_each_organisation_and_a_second_one_is_not()
    {
        await Retention.RunAsync(CancellationToken.None);
        await Retention.RunAsync(CancellationToken.None);

        var runs = await _superuser.ColumnAsync("""
            select o.slug || ' ' || (select sum(d.value::int) from jsonb_each_text(l.detail) d)
              from pp.audit_log l join pp.tenants o using (tenant_id)
             where l.action = 'retention.run' and l.actor_login = 'pp_platform' order by 1
            """);
        runs.Should().Equal("aurora 30", "borealis 9", "cinder 9");
    }

    [Test]
    public async Task A_month_that_nobody_keeps_goes_as_a_whole_and_its_rows_are_counted_by_organisation()
    {
        await AddOldMonthAsync();

        var preview = await Retention.PreviewAsync(CancellationToken.None);
        (await HasOldMonthAsync()).Should().BeTrue();
        var report = await Retention.RunAsync(CancellationToken.None);

        (await HasOldMonthAsync()).Should().BeFalse();
        preview.Months.Should().Equal("audit_log_2020_01");
        report.Should().BeEquivalentTo(preview);
        Of(report, ThreeTenants.Borealis).Should().Contain(("audit_log", 395, 1L));
        (await CountAsync("audit_log", "action = 'retention.run' and object = 'audit_log_2020_01'")).Should().Be(3);
    }

    [Test]
    public async Task A_month_that_one_organisation_still_keeps_stays()
    {
        await AddOldMonthAsync();
        await _superuser.RunAsync("alter table pp.tenants drop constraint tenants_retention_days_check; update pp.tenants set retention_days = 5000 where slug = 'cinder'");

        var report = await Retention.RunAsync(CancellationToken.None);

        report.Months.Should().BeEmpty();
        (await CountAsync("audit_log_2020_01", "true")).Should().Be(1, "cinder's row is kept, and the others' are removed by themselves");
    }

    [Test, Attack]
    public async Task A_key_can_remove_nothing_however_old()
    {
        await using var psql = await _tenants.Database.LogInAsync(
            await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All));

        foreach (var statement in new[]
        {
            "select * from pp.drop_months(true)", "select * from pp_steward.drop_months(true)", "select * from pp_steward.remove_expired('aurora', 10)", "select * from pp_steward.expired_rows('aurora')",
            "delete from pp.audit_log", "drop table pp.audit_log_late",
        })
            (await psql.RefusalOfAsync(statement)).Should().StartWith("42501", statement);
    }

    private static IEnumerable<(string Table, int Days, long Rows)> Of(RetentionReport report, TenantId tenant) =>
        report.Rows.Where(r => r.Tenant == tenant).Select(r => (r.Table, r.Days, r.Rows));

    private Task AddOldMonthAsync() => _superuser.RunAsync("""
        create table pp.audit_log_2020_01 partition of pp.audit_log
          for values from ('016f5e66-e800-7000-8000-000000000000') to ('016ffe0c-0c00-7000-8000-000000000000');
        alter table pp.audit_log_2020_01 owner to pp_owner;
        alter table pp.audit_log_2020_01 enable row level security;
        alter table pp.audit_log_2020_01 force row level security;
        insert into pp.audit_log (tenant_id, id, action) select tenant_id, pp.uuid_floor('2020-01-15Z'), 'planted long ago' from pp.tenants
        """);

    private Task<bool> HasOldMonthAsync() => _superuser.ScalarAsync<bool>("select to_regclass('pp.audit_log_2020_01') is not null");

    private Task<long> CountAsync(string table, string condition) => _superuser.ScalarAsync<long>($"select count(*) from pp.{table} where {condition}")!;
}
