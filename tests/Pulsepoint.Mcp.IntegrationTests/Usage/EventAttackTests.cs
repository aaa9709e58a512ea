using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Usage;

/// <summary>Somebody takes the key's login to psql and reports what never was, of others, or more than fits.</summary>
[Attack]
internal sealed class EventAttackTests
{
    private const string Malformed = "22023 pulsepoint:event_malformed";

    private ReportedUsage _usage = null!; // made in OneTimeSetUp
    private TenantId _tenant;
    private TenantContext _ada = null!; // made in SetUp, as the next
    private NpgsqlConnection _psql = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync() => _usage = await ReportedUsage.CreateAsync();

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _usage.DisposeAsync();

    [SetUp]
    public async Task LogInAsync()
    {
        _tenant = await _usage.AddAsync();
        _ada = await _usage.IssueAsync(_tenant, ReportedUsage.Ada);
        _psql = await _usage.Database.LogInAsync(_ada);
    }

    [TearDown]
    public ValueTask LogOutAsync() => _psql.DisposeAsync();

    // Each alone makes a good event a bad one.
    [TestCase("tokens_in", "-1")]
    [TestCase("tokens_in", "10000001")]
    [TestCase("tokens_in", "1.5")]
    [TestCase("tokens_in", "1e400")]
    [TestCase("tokens_in", "\"5\"")]
    [TestCase("tokens_in", "true")]
    [TestCase("tokens_in", "[1]")]
    [TestCase("tokens_in", "{}")]
    [TestCase("latency_ms", "86400001")]
    [TestCase("rows", "99999999999")]
    [TestCase("bytes_billed", "9223372036854775808")]
    [TestCase("bytes_billed", "-9223372036854775808")]
    [TestCase("cost_usd", "\"-0.01\"")]
    [TestCase("cost_usd", "\"NaN\"")]
    [TestCase("cost_usd", "\"Infinity\"")]
    [TestCase("cost_usd", "\"1e5\"")]
    [TestCase("cost_usd", "\"999999\"")]
    [TestCase("cost_usd", "\"\"")]
    [TestCase("cost_usd", "0.5")]
    [TestCase("event_type", "\"tool_calls\"")]
    [TestCase("event_type", "null")]
    [TestCase("outcome", "\"fine\"")]
    [TestCase("outcome", "null")]
    [TestCase("tool", "null")]
    [TestCase("tool", "\"a b\"")]
    [TestCase("event_id", "null")]
    [TestCase("event_id", "\"0190a000-0000-4000-8000-000000000001\"", Description = "A UUID of another version.")]
    [TestCase("event_id", "\"00000000-0000-7000-8000-000000000001\"", Description = "Of 1970.")]
    [TestCase("event_id", "\"ffffffff-ffff-7fff-bfff-ffffffffffff\"", Description = "Of the year 10889.")]
    [TestCase("event_id", "\"' or 1=1\"")]
    [TestCase("answer_id", "\"ffffffff-ffff-7fff-bfff-ffffffffffff\"")]
    [TestCase("occurred_at", "\"yesterday\"")]
    [TestCase("occurred_at", "\"2026-02-30T00:00:00Z\"")]
    [TestCase("occurred_at", "\"2026-01-01T00:00:00+14:00\"")]
    [TestCase("occurred_at", "\"infinity\"")]
    [TestCase("data_through", "\"2026-13-01\"")]
    [TestCase("schema_version", "0")]
    [TestCase("schema_version", "\"1\"")]
    [TestCase("brand_ids", "\"Luma\"")]
    [TestCase("brand_ids", "\"a,,b\"")]
    [TestCase("query", "\"{not json\"")]
    [TestCase("extra", "\"[]\"")]
    [TestCase("extra", "\"{\\\"a\\\":\\\"\\\\u0000\\\"}\"")]
    [TestCase("verdict", "\"superb\"")]
    public async Task A_value_that_cannot_be_is_refused_and_leaves_nothing_behind(string key, string value)
    {
        (await ReportAsync($"""'[{Event()}]'::jsonb || jsonb_build_array('{Event()}'::jsonb || jsonb_build_object('{key}', '{value.Replace("'", "''", StringComparison.Ordinal)}'::jsonb))"""))
            .Should().Be(Malformed);

        (await _usage.CountAsync("usage_events", _tenant)).Should().Be(0);
        (await _usage.CountAsync("report_days", _tenant)).Should().Be(0);
    }

    [TestCase("null")]
    [TestCase("'{}'")]
    [TestCase("'[]'")]
    [TestCase("'\"x\"'")]
    [TestCase("'[1]'")]
    [TestCase("'[null]'")]
    [TestCase("'[[]]'")]
    [TestCase("(select jsonb_agg('{}'::jsonb) from generate_series(1, 501))")]
    [TestCase("jsonb_build_array(jsonb_build_object('question', repeat('x', 10000000)))")]
    public async Task What_is_no_batch_is_refused(string batch) => (await ReportAsync(batch)).Should().Be(Malformed);

    [TestCase("question", 8_001)]
    [TestCase("query", 64_001)]
    [TestCase("extra", 32_001)]
    [TestCase("client_name", 101)]
    [TestCase("server_version", 101)]
    [TestCase("tool", 81)]
    public async Task A_text_that_is_too_long_is_refused(string key, int letters)
    {
        (await ReportAsync($"jsonb_build_array('{Event()}'::jsonb || jsonb_build_object('{key}', repeat('x', {letters})))")).Should().Be(Malformed);
    }

    [Test]
    public async Task Of_a_key_that_is_there_twice_the_last_counts_and_is_judged()
    {
        (await ReportAsync($"'[{Event()[..^1]},\"tokens_in\":5,\"tokens_in\":-5}}]'")).Should().Be(Malformed);
        (await ReportAsync($"'[{Event()[..^1]},\"tokens_in\":-5,\"tokens_in\":5}}]'")).Should().BeNull();

        (await _usage.CountAsync("usage_events", _tenant, "tokens_in = 5")).Should().Be(1);
    }

    [Test]
    public async Task The_batch_is_measured_as_a_whole()
    {
        var big = $"jsonb_build_array('{Event()}'::jsonb || jsonb_build_object('query', (select jsonb_agg(repeat('x', 60000)))::text))";

        (await ReportAsync($"{big}")).Should().BeNull();
        (await ReportAsync($"(select jsonb_agg(({big}) -> 0) from generate_series(1, 20))")).Should().Be(Malformed);
    }

    [Test]
    public async Task A_tenant_named_in_a_setting_is_not_reached()
    {
        var other = await _usage.AddAsync();
        await _psql.RunAsync($"set pp_steward.tenant = '{await _usage.Superuser.ScalarAsync<int>($"select tenant_id from pp.tenants where slug = '{other}'")}'");
        await _psql.RunAsync("set timezone = 'Pacific/Kiritimati'; set datestyle = 'German'; set search_path = pg_temp, pp");

        (await ReportAsync($"'[{Event()}]'")).Should().BeNull();

        (await _usage.CountAsync("usage_events", other)).Should().Be(0);
        (await _usage.CountAsync("usage_events", _tenant, "abs(extract(epoch from now() - occurred_at)) < 600")).Should().Be(1);
    }

    [Test]
    public async Task A_verdict_on_what_a_colleague_asked_is_passed_over_until_the_key_may_see_it()
    {
        var bens = ReportedUsage.Call();
        await _usage.DeliverAsync(await _usage.IssueAsync(_tenant, ReportedUsage.Ben), bens);
        await _usage.DeliverAsync(_ada, ReportedUsage.Verdict(bens.AnswerId!.Value));

        (await _usage.CountAsync("feedback", _tenant)).Should().Be(0);
        (await _usage.CountAsync("usage_events", _tenant, "event_type = 'feedback'")).Should().Be(0);

        await _usage.DeliverAsync(await _usage.IssueAsync(_tenant, ReportedUsage.Ada, Permissions.AnalyticsRead | Permissions.HistoryRead), ReportedUsage.Verdict(bens.AnswerId!.Value));
        (await _usage.CountAsync("feedback", _tenant, $"user_id = '{ReportedUsage.Ada}'")).Should().Be(1);
    }

    [Test]
    public async Task Nobodys_word_takes_the_place_of_somebody_elses()
    {
        var call = ReportedUsage.Call();
        var reader = await _usage.IssueAsync(_tenant, ReportedUsage.Ben, Permissions.AnalyticsRead | Permissions.HistoryRead);
        await _usage.DeliverAsync(_ada, call, ReportedUsage.Verdict(call.AnswerId!.Value, "correct", note: "mine"));

        await _usage.DeliverAsync(reader, ReportedUsage.Verdict(call.AnswerId!.Value, "wrong", note: "his") with { User = ReportedUsage.Ada });

        (await _usage.Superuser.ColumnAsync($"select verdict || ' ' || note from pp.feedback where tenant_id = {ReportedUsage.Number(_tenant)} and user_id = '{ReportedUsage.Ada}'"))
            .Should().Equal("correct mine");
        (await _usage.CountAsync("feedback", _tenant, $"user_id = '{ReportedUsage.Ben}' and verdict = 'wrong'")).Should().Be(1);
    }

    [Test]
    public async Task A_word_of_a_stranger_that_came_before_the_answer_does_not_count()
    {
        var call = ReportedUsage.Call();
        var ben = await _usage.IssueAsync(_tenant, ReportedUsage.Ben);
        await _usage.DeliverAsync(ben, ReportedUsage.Verdict(call.AnswerId!.Value, "wrong"));
        await _usage.DeliverAsync(_ada, call, ReportedUsage.Verdict(call.AnswerId!.Value, "correct"));

        var auditor = await _usage.IssueAsync(_tenant, ReportedUsage.Ben, Permissions.AnalyticsRead | Permissions.AuditRead);
        var today = ReportedUsage.Now.InUtc().Date;
        var verdicts = await _usage.Reader.VerdictsAsync(
            auditor, new UsageQuery { Days = new(today.PlusDays(-1), today), Need = Permissions.AuditRead }, CancellationToken.None);

        verdicts.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Answers = 1, Correct = 1, Partly = 0, Wrong = 0 });
    }

    [Test]
    public async Task An_answer_that_is_on_record_is_not_rewritten()
    {
        var call = ReportedUsage.Call() with { Question = "what was asked" };
        await _usage.DeliverAsync(await _usage.IssueAsync(_tenant, ReportedUsage.Ben), call);

        await _usage.DeliverAsync(_ada, ReportedUsage.Call() with { AnswerId = call.AnswerId, Question = "what was never asked" });

        (await _usage.Superuser.ColumnAsync($"select user_id || ' ' || question from pp.questions where tenant_id = {ReportedUsage.Number(_tenant)}"))
            .Should().Equal($"{ReportedUsage.Ben} what was asked");
    }

    [Test]
    public async Task A_flood_stops_at_a_hundred_thousand_events_of_a_key_and_day()
    {
        await _usage.Superuser.RunAsync($"""
            insert into pp.report_days (tenant_id, kid, day, events) values ({ReportedUsage.Number(_tenant)}, '{_ada.Key}', (now() at time zone 'UTC')::date, 100000)
            """);

        (await ReportAsync($"'[{Event()}]'")).Should().Be("55000 pulsepoint:events_exceeded");
        await _usage.Superuser.RunAsync($"update pp.report_days set events = 0, bytes = 134217728 where tenant_id = {ReportedUsage.Number(_tenant)}");
        (await ReportAsync($"'[{Event()}]'")).Should().Be("55000 pulsepoint:events_exceeded");
        (await _usage.CountAsync("usage_events", _tenant)).Should().Be(0);
    }

    [TestCase("insert into pp.usage_events (tenant_id, id, user_id, kid, event_type) values (1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'x')")]
    [TestCase("update pp.usage_daily set cost_usd = 0")]
    [TestCase("delete from pp.usage_daily")]
    [TestCase("delete from pp.feedback")]
    [TestCase("update pp.report_days set events = 0")]
    [TestCase("select events from pp.report_days")]
    [TestCase("select pp_steward.usage_event('{}', now())")]
    [TestCase("select pp_steward.usage_by_day(null, current_date, current_date)")]
    [TestCase("alter function pp.report_events(jsonb) reset lock_timeout")]
    public async Task Nothing_is_written_or_read_past_the_functions(string attack) =>
        (await _psql.RefusalOfAsync(attack)).Should().StartWith("42");

    [Test]
    public async Task The_steward_keeps_no_right_to_create_what_keys_call() =>
        (await _usage.Superuser.ScalarAsync<bool>("select has_schema_privilege('pp_steward', 'pp', 'create')")).Should().BeFalse();

    private Task<string?> ReportAsync(string batch) => _psql.RefusalOfAsync($"select pp.report_events({batch})");

    private static string Event() => System.Text.Encoding.UTF8.GetString(UsageEventJson.Write(ReportedUsage.Call() with { Query = null, AnswerId = null, TokensIn = null }));
}
