using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Usage;

internal sealed class EventSinkTests
{
    private ReportedUsage _usage = null!; // made in OneTimeSetUp
    private TenantId _tenant;
    private TenantContext _ada = null!; // made in SetUp

    [OneTimeSetUp]
    public async Task SetUpAsync() => _usage = await ReportedUsage.CreateAsync();

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _usage.DisposeAsync();

    [SetUp]
    public async Task AddTenantAsync()
    {
        _tenant = await _usage.AddAsync();
        _ada = await _usage.IssueAsync(_tenant, ReportedUsage.Ada);
    }

    [Test]
    public async Task Every_key_of_an_event_arrives_in_its_column()
    {
        var call = ReportedUsage.Call() with
        {
            ErrorCode = "brand_unknown",
            QueueMs = 3,
            BytesProcessed = 5_000_000_000,
            BytesBilled = 6_000_000_000,
            CostUsd = 0.034332275390m,
            Cache = "miss",
            Brands = [BrandId.Parse("luma-skin"), BrandId.Parse("peakform")],
            Question = "how is business?",
            QuestionHash = "ab12",
            ClientName = "claude",
            ClientVersion = "1.2",
            ProtocolVersion = "2026-07-28",
            ServerVersion = "0.1",
            DataThrough = new LocalDate(2026, 11, 22),
            Extra = """{"a":1}""",
        };

        (await _usage.DeliverAsync(_ada, call)).Should().BeOfType<DeliveryOutcome.Delivered>();

        (await _usage.CountAsync("usage_events", _tenant, $$"""
            id = '{{call.Id}}' and kid = '{{_ada.Key}}' and user_id = '{{_ada.User}}' and question_id = '{{call.AnswerId}}' and event_type = 'tool_call'
            and tool = 'query_metrics' and outcome = 'ok' and error_code = 'brand_unknown' and latency_ms = 120 and queue_ms = 3 and tokens_in = 50
            and tokens_out = 900 and rows = 7 and engine = 'postgres' and bytes_processed = 5000000000 and bytes_billed = 6000000000
            and cost_usd = 0.034332275390 and cache = 'miss' and brand_ids = '{luma-skin,peakform}' and question_hash = 'ab12' and client_name = 'claude'
            and client_version = '1.2' and protocol_version = '2026-07-28' and server_version = '0.1' and data_through = '2026-11-22'
            and extra = '{"a":1}' and reported and not is_late and schema_version = 1 and abs(extract(epoch from occurred_at - now() + interval '1 minute')) < 60
            """)).Should().Be(1);
        (await _usage.CountAsync("questions", _tenant, $$"""
            id = '{{call.AnswerId}}' and user_id = '{{_ada.User}}' and kid = '{{_ada.Key}}' and question = 'how is business?'
            and query = '{{call.Query}}' and brand_ids = '{luma-skin,peakform}'
            """)).Should().Be(1);
    }

    [Test]
    public async Task A_batch_that_comes_again_in_another_order_changes_nothing()
    {
        var events = Enumerable.Range(0, 40).Select(_ => ReportedUsage.Call()).ToList();
        await _usage.DeliverAsync(_ada, events);
        var before = await SumsAsync();

        await _usage.DeliverAsync(_ada, Enumerable.Reverse(events));
        await _usage.DeliverAsync(_ada, events[..10].Concat(events[..10]));

        (await SumsAsync()).Should().Equal(before);
        (await _usage.CountAsync("usage_events", _tenant)).Should().Be(40);
        (await _usage.Superuser.ScalarAsync<long>($"select sum(events) from pp.report_days where tenant_id = {ReportedUsage.Number(_tenant)}")).Should().Be(40);
    }

    [Test]
    public async Task What_it_says_of_tenant_person_and_key_is_not_believed()
    {
        var other = await _usage.AddAsync();
        var call = ReportedUsage.Call() with { Tenant = other, User = ReportedUsage.Ben, Key = new KeyId(Guid.NewGuid()) };

        await _usage.DeliverAsync(_ada, call);

        (await _usage.CountAsync("usage_events", other)).Should().Be(0);
        (await _usage.CountAsync("usage_events", _tenant, $"user_id = '{_ada.User}' and kid = '{_ada.Key}'")).Should().Be(1);
    }

    [Test]
    public async Task The_last_word_on_an_answer_stands_whatever_comes_first()
    {
        var call = ReportedUsage.Call();
        var early = ReportedUsage.Verdict(call.AnswerId!.Value, "wrong", ReportedUsage.Now - Duration.FromSeconds(20), "no");
        var late = ReportedUsage.Verdict(call.AnswerId!.Value, "correct", ReportedUsage.Now - Duration.FromSeconds(10), "yes");

        await _usage.DeliverAsync(_ada, late);
        await _usage.DeliverAsync(_ada, early);
        await _usage.DeliverAsync(_ada, call, early, late);

        (await _usage.Superuser.ColumnAsync($"select verdict || ' ' || note from pp.feedback where tenant_id = {ReportedUsage.Number(_tenant)}")).Should().Equal("correct yes");
        (await _usage.CountAsync("usage_events", _tenant, "extra is not null")).Should().Be(0, "what somebody wrote is in feedback alone");
    }

    [TestCase(36)]
    [TestCase(-1)]
    public async Task An_event_that_comes_too_late_or_too_early_is_kept_and_marked(int daysOld)
    {
        await _usage.DeliverAsync(_ada, ReportedUsage.Call(ReportedUsage.Now - Duration.FromDays(daysOld)));

        (await _usage.CountAsync("usage_events", _tenant, "is_late")).Should().Be(1);
    }

    [Test]
    public async Task Of_two_tenants_each_keeps_its_own_event_of_one_id()
    {
        var borealis = await _usage.AddAsync();
        var ben = await _usage.IssueAsync(borealis, ReportedUsage.Ben);
        var call = ReportedUsage.Call();

        await _usage.DeliverAsync(_ada, call);
        await _usage.DeliverAsync(ben, call with { TokensIn = 1 });

        (await _usage.CountAsync("usage_events", _tenant, "tokens_in = 50")).Should().Be(1);
        (await _usage.CountAsync("usage_events", borealis, "tokens_in = 1")).Should().Be(1);
    }

    [Test]
    public async Task A_malformed_event_rejects_its_batch_and_nothing_of_it_is_kept()
    {
        var outcome = await _usage.DeliverAsync(_ada, ReportedUsage.Call(), ReportedUsage.Call() with { TokensIn = -1 });

        outcome.Should().BeOfType<DeliveryOutcome.Rejected>();
        (await _usage.CountAsync("usage_events", _tenant)).Should().Be(0);
        (await _usage.CountAsync("usage_daily", _tenant)).Should().Be(0);
        (await _usage.CountAsync("questions", _tenant)).Should().Be(0);
    }

    [Test]
    public async Task Zero_bytes_in_a_text_do_not_cost_the_event()
    {
        var outcome = await _usage.DeliverAsync(_ada, ReportedUsage.Call() with { ClientName = "cl\0aude", Question = "a\0b" });

        outcome.Should().BeOfType<DeliveryOutcome.Delivered>();
        (await _usage.CountAsync("usage_events", _tenant, "client_name = 'claude'")).Should().Be(1);
    }

    [TestCase("not json")]
    [TestCase("[]")]
    [TestCase("{}")]
    public async Task What_is_no_event_is_rejected(string json)
    {
        (await _usage.Sink.DeliverAsync(_ada, [ReportedUsage.Raw(_ada, json)], CancellationToken.None)).Should().BeOfType<DeliveryOutcome.Rejected>();
    }

    [Test]
    public async Task A_revoked_key_a_suspended_tenant_and_a_wrong_password_wait_for_people()
    {
        var revoked = await _usage.IssueAsync(_tenant, ReportedUsage.Ada);
        await _usage.Database.Get<IKeyRegistry>().RevokeAsync(revoked.Key, CancellationToken.None);
        var wrong = _ada with { Login = new DatabaseLogin((await _usage.IssueAsync(_tenant, ReportedUsage.Ada)).Login.Role, new Secret("wrong")) };

        (await _usage.DeliverAsync(revoked, ReportedUsage.Call())).Should().BeOfType<DeliveryOutcome.Misconfigured>();
        (await _usage.DeliverAsync(wrong, ReportedUsage.Call())).Should().BeOfType<DeliveryOutcome.Misconfigured>();
        await _usage.Superuser.RunAsync($"select pp_auth.mark_status({ReportedUsage.Number(_tenant)}, 'suspended')");
        (await _usage.DeliverAsync(_ada, ReportedUsage.Call())).Should().BeOfType<DeliveryOutcome.Misconfigured>();
        (await _usage.CountAsync("usage_events", _tenant)).Should().Be(0);
    }

    [Test]
    public async Task A_key_that_has_reported_enough_for_a_day_is_asked_to_wait()
    {
        await _usage.Superuser.RunAsync($"""
            insert into pp.report_days (tenant_id, kid, day, events) values ({ReportedUsage.Number(_tenant)}, '{_ada.Key}', (now() at time zone 'UTC')::date, 99999)
            """);

        (await _usage.DeliverAsync(_ada, ReportedUsage.Call(), ReportedUsage.Call())).Should().BeOfType<DeliveryOutcome.Retry>().Which.After.Should().Be(Duration.FromHours(1));
        (await _usage.CountAsync("usage_events", _tenant)).Should().Be(0);
        (await _usage.DeliverAsync(_ada, ReportedUsage.Call())).Should().BeOfType<DeliveryOutcome.Delivered>();
    }

    [Test]
    public async Task A_row_that_somebody_holds_makes_it_come_again_later()
    {
        await using var holder = await _usage.Database.LogInAsSuperuserAsync();
        await holder.RunAsync($"begin; select from pp.users where tenant_id = {ReportedUsage.Number(_tenant)} for update");

        var outcome = await _usage.DeliverAsync(_ada, ReportedUsage.Call());

        await holder.RunAsync("rollback");
        outcome.Should().BeOfType<DeliveryOutcome.Retry>();
        (await _usage.DeliverAsync(_ada, ReportedUsage.Call())).Should().BeOfType<DeliveryOutcome.Delivered>();
    }

    [Test]
    public async Task Batches_of_one_key_at_the_same_time_count_each_event_once()
    {
        var events = Enumerable.Range(0, 300).Select(_ => ReportedUsage.Call()).ToList();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => _usage.DeliverAsync(_ada, i % 2 == 0 ? events : Enumerable.Reverse(events))));

        outcomes.Should().AllBeOfType<DeliveryOutcome.Delivered>();
        (await _usage.CountAsync("usage_events", _tenant)).Should().Be(300);
        (await _usage.Superuser.ScalarAsync<decimal>($"select sum(calls) from pp.usage_daily where tenant_id = {ReportedUsage.Number(_tenant)}")).Should().Be(300);
    }

    private Task<IReadOnlyList<string>> SumsAsync() =>
        _usage.Superuser.ColumnAsync($"select d::text from pp.usage_daily d where tenant_id = {ReportedUsage.Number(_tenant)} order by 1");
}
