using FluentAssertions;
using NodaTime;
using NodaTime.Text;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Limits;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.IntegrationTests.Usage;

/// <summary>What get_usage and the bill say of some scripted days equals what plain C# sums over the events, to the token and the cent.</summary>
internal sealed class ScriptedDayTests
{
    private const int Seed = 20261126;
    private const int DaysBack = 60;

    private ReportedUsage _usage = null!; // made in OneTimeSetUp, as the next
    private TenantId _tenant;
    private TenantContext _auditor = null!;
    private IReadOnlyList<(UserId User, UsageEvent Event)> _events = null!;
    private int _counted;

    private static LocalDate Today => ReportedUsage.Now.InUtc().Date;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        _usage = await ReportedUsage.CreateAsync();
        _tenant = await _usage.AddAsync();
        _auditor = await _usage.IssueAsync(_tenant, ReportedUsage.Ada, Permissions.All);
        var keys = new[]
        {
            await _usage.IssueAsync(_tenant, ReportedUsage.Ada), await _usage.IssueAsync(_tenant, ReportedUsage.Ada), await _usage.IssueAsync(_tenant, ReportedUsage.Ben),
        };
        var random = new Random(Seed);
        var all = ScriptedDays.Make(Seed, 3_000, Today.PlusDays(-DaysBack), DaysBack + 1)
            .Where(e => e.OccurredAt < ReportedUsage.Now).Select(e => (Key: keys[random.Next(keys.Length)], Event: e)).ToList();
        _events = [.. all.Select(e => (e.Key.User, e.Event))];

        // In any order, in batches of any size, and one in three twice.
        foreach (var mine in all.GroupBy(e => e.Key))
        {
            var shuffled = mine.Select(e => e.Event).OrderBy(_ => random.Next()).ToList();
            foreach (var batch in shuffled.Concat(shuffled.Where((_, i) => i % 3 == 0)).Chunk(random.Next(50, 400)))
                await _usage.DeliverAsync(mine.Key, batch);
        }

        for (; _counted < 5; _counted++)
            await _usage.Database.Get<ICallLimiter>().TakeAsync(keys[2], new SessionId(Guid.CreateVersion7()), "query_metrics", CancellationToken.None);

        // Somebody else's, which must not be in any sum.
        var other = await _usage.IssueAsync(await _usage.AddAsync(), ReportedUsage.Ada);
        await _usage.DeliverAsync(other, ScriptedDays.Make(1, 200, Today.PlusDays(-5), 5));
    }

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _usage.DisposeAsync();

    [TestCase(UsageGroup.Day, 31)]
    [TestCase(UsageGroup.User, 31)]
    [TestCase(UsageGroup.Tool, 31)]
    [TestCase(UsageGroup.Brand, 31)]
    [TestCase(UsageGroup.Day, DaysBack + 1)]
    [TestCase(UsageGroup.User, DaysBack + 1)]
    [TestCase(UsageGroup.Tool, DaysBack + 1)]
    public async Task Calls_tokens_and_cost_equal_a_plain_sum(UsageGroup by, int days)
    {
        var range = new DateRange(Today.PlusDays(1 - days), Today);
        var expected = _events
            .Where(e => range.Contains(e.Event.OccurredAt.InUtc().Date))
            .SelectMany(e => GroupsOf(by, e.User, e.Event).Select(g => (Group: g, e.Event)))
            .GroupBy(e => e.Group)
            .Select(g => (g.Key, Calls: (decimal)g.Count(e => e.Event.Type is EventType.ToolCall), In: (decimal)g.Sum(e => e.Event.TokensIn!.Value), Out: (decimal)g.Sum(e => e.Event.TokensOut!.Value),
                          Bytes: g.Sum(e => (decimal)e.Event.BytesBilled!.Value), Cost: g.Sum(e => e.Event.CostUsd!.Value)))
            .ToList();

        var tokens = await AskAsync(UsageView.Tokens, range, by);
        var cost = await AskAsync(UsageView.Cost, range, by);

        Column(tokens, by, "calls").Should().BeEquivalentTo(expected.Select(e => (e.Key, e.Calls)));
        Column(tokens, by, "tokens_in").Should().BeEquivalentTo(expected.Select(e => (e.Key, e.In)));
        Column(tokens, by, "tokens_out").Should().BeEquivalentTo(expected.Select(e => (e.Key, e.Out)));
        Column(cost, by, "bytes_billed").Should().BeEquivalentTo(expected.Select(e => (e.Key, e.Bytes)));
        Column(cost, by, "cost_usd").Should().BeEquivalentTo(expected.Select(e => (e.Key, e.Cost)));
        tokens.Totals["calls_counted"].Should().Be(_counted);
        tokens.Totals["difference"].Should().Be(_counted - tokens.Totals["calls"]);
        cost.Source.Should().Be(days > 31 ? "usage_daily" : "usage_events");
    }

    [Test]
    public async Task Errors_equal_a_plain_count_either_way()
    {
        foreach (var days in new[] { 31, DaysBack + 1 })
        {
            var range = new DateRange(Today.PlusDays(1 - days), Today);
            var expected = _events
                .Where(e => range.Contains(e.Event.OccurredAt.InUtc().Date) && e.Event.Outcome is EventOutcome.Error or EventOutcome.Refused)
                .Where(e => range.Contains(e.Event.OccurredAt.InUtc().Date))
                .GroupBy(e => (e.Event.ErrorCode, e.Event.Outcome!.Value.Name()))
                .Select(g => (g.Key.ErrorCode, g.Key.Item2, (decimal?)g.Count()));

            var table = await AskAsync(UsageView.Errors, range, null);

            table.Rows.Select(r => (r[0].Text, r[1].Text!, r[2].Number)).Should().BeEquivalentTo(expected);
        }
    }

    [Test]
    public async Task Percentiles_are_those_of_the_calls()
    {
        var range = new DateRange(Today.PlusDays(-30), Today);
        var latencies = _events.Where(e => e.Event.Type is EventType.ToolCall && range.Contains(e.Event.OccurredAt.InUtc().Date)).Select(e => (decimal)e.Event.LatencyMs!.Value).Order().ToList();

        var table = await AskAsync(UsageView.Latency, range, UsageGroup.Tool);

        foreach (var (id, part) in new[] { ("p50_ms", 0.5m), ("p95_ms", 0.95m), ("p99_ms", 0.99m) })
            table.Totals[id].Should().BeApproximately(Percentile(latencies, part), 0.1m);

        table.Totals["max_ms"].Should().Be(latencies[^1]);
        table.Totals["average_ms"].Should().BeApproximately(latencies.Average(), 0.1m);
    }

    [Test]
    public async Task Single_events_and_sums_by_day_tell_the_same()
    {
        var query = new UsageQuery { Days = new DateRange(Today.PlusDays(-DaysBack), Today), Need = Permissions.AuditRead, By = UsageGroup.Day };

        var ofEvents = await _usage.Reader.SumsAsync(_auditor, query, CancellationToken.None);
        var ofDays = await _usage.Reader.SumsAsync(_auditor, query with { FromDays = true }, CancellationToken.None);

        ofEvents.Should().HaveCountGreaterThan(50);
        ofDays.Should().Equal(ofEvents.Select(s => s with { P50Ms = null, P95Ms = null, P99Ms = null }));
    }

    [TestCase(10)]
    [TestCase(DaysBack + 1)]
    public async Task The_bill_says_the_same_as_get_usage(int days)
    {
        var range = new DateRange(Today.PlusDays(1 - days), Today);

        var platforms = await _usage.Database.Get<IUsageBilling>().ReadAsync(_tenant, range, CancellationToken.None);
        var own = await Views.DaysAsync(_auditor, range, CancellationToken.None);
        var tokens = await AskAsync(UsageView.Tokens, range, UsageGroup.Day);
        var cost = await AskAsync(UsageView.Cost, range, UsageGroup.Day);

        own.Should().Equal(platforms);
        Column(tokens, UsageGroup.Day, "calls_counted").Should().BeEquivalentTo(platforms.Select(d => (LocalDatePattern.Iso.Format(d.Day), (decimal)d.Counted)));
        Column(tokens, UsageGroup.Day, "difference").Should().BeEquivalentTo(platforms.Select(d => (LocalDatePattern.Iso.Format(d.Day), (decimal)d.Difference)));
        Column(tokens, UsageGroup.Day, "tokens_out").Should().BeEquivalentTo(platforms.Select(d => (LocalDatePattern.Iso.Format(d.Day), (decimal)d.TokensOut)));
        Column(cost, UsageGroup.Day, "cost_usd").Should().BeEquivalentTo(platforms.Select(d => (LocalDatePattern.Iso.Format(d.Day), d.CostUsd)));
        platforms.Sum(d => d.Counted).Should().Be(_counted);
        (await _usage.Database.Get<IUsageBilling>().ReadAsync(null, range, CancellationToken.None)).Select(d => d.Tenant).Distinct().Should().HaveCount(2);
    }

    [Test]
    public async Task Who_asked_what_comes_newest_first_and_in_pages_without_a_gap()
    {
        var range = new DateRange(Today.PlusDays(-30), Today);
        var expected = _events.Where(e => e.Event.Type is EventType.ToolCall && range.Contains(e.Event.OccurredAt.InUtc().Date)).Select(e => e.Event.Id.Value.ToString("N")).OrderDescending(StringComparer.Ordinal).ToList();

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Views.ReadAsync(_auditor, new UsageRequest(UsageView.Questions, Time(range), null, null, cursor), CancellationToken.None);
            seen.AddRange(page.Cursors);
            cursor = page.HasMore ? page.Cursors[^1] : null;
        }
        while (cursor is not null);

        seen.Should().Equal(expected);
    }

    private UsageViews Views => new(_usage.Reader, TimeProvider.System);

    private Task<UsageTable> AskAsync(UsageView view, DateRange days, UsageGroup? by) =>
        Views.ReadAsync(_auditor, new UsageRequest(view, Time(days), null, by, null), CancellationToken.None);

    private static RequestTime Time(DateRange days) => new(null, LocalDatePattern.Iso.Format(days.From), LocalDatePattern.Iso.Format(days.To));

    private static IEnumerable<(string, decimal)> Column(UsageTable table, UsageGroup by, string id)
    {
        var group = table.Columns.ToList().FindIndex(c => c.Id == (by is UsageGroup.User ? "user_id" : by.Name()));
        var column = table.Columns.ToList().FindIndex(c => c.Id == id);
        return table.Rows.Select(r => (TextOf(r[group]), r[column].Number!.Value));
    }

    private static string TextOf(Cell cell) => cell.Text ?? "";

    private static IEnumerable<string> GroupsOf(UsageGroup by, UserId user, UsageEvent e) => by switch
    {
        UsageGroup.Day => [LocalDatePattern.Iso.Format(e.OccurredAt.InUtc().Date)],
        UsageGroup.User => [user.ToString()],
        UsageGroup.Tool => [e.Tool!],
        _ => e.Brands!.Count == 0 ? [""] : e.Brands.Select(b => b.Value),
    };

    private static decimal Percentile(List<decimal> sorted, decimal part)
    {
        var place = part * (sorted.Count - 1);
        var below = (int)place;
        return below + 1 < sorted.Count ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
