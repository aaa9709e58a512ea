using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.DuckDb.Usage;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Usage;

internal sealed partial class HistoryTests
{
    private static readonly TenantContext s_aurora = Contexts.Of("aurora");
    private static readonly Instant s_noon = Instant.FromUtc(2026, 11, 23, 12, 0, 0);

    private StateFolder _state = null!; // made in SetUp

    [SetUp]
    public void MakeState() => _state = new StateFolder(TemporaryFolder.Create());

    [Test]
    public async Task An_event_comes_back_as_it_went()
    {
        var usage = Full(0);

        (await Sink(keepsTexts: true).DeliverAsync(s_aurora, [Packed(usage)], CancellationToken.None)).Should().BeOfType<DeliveryOutcome.Delivered>();

        (await ReadAsync(s_aurora.Tenant)).Should().BeEquivalentTo([usage]);
    }

    [Test]
    public async Task Delivered_twice_it_is_there_once_and_as_it_came_first()
    {
        var usage = Full(0);
        await Sink(keepsTexts: true).DeliverAsync(s_aurora, [Packed(usage)], CancellationToken.None);

        await Sink(keepsTexts: true).DeliverAsync(s_aurora, [Packed(usage with { TokensOut = 1 }), Packed(Full(1))], CancellationToken.None);

        (await ReadAsync(s_aurora.Tenant)).Select(e => e.TokensOut).Should().Equal(901, 900);
    }

    [Test]
    public async Task Texts_stay_away_unless_they_are_let()
    {
        await Sink(keepsTexts: false).DeliverAsync(s_aurora, [Packed(Full(0))], CancellationToken.None);

        (await ReadAsync(s_aurora.Tenant)).Should().ContainSingle().Which.Should().BeEquivalentTo(Full(0) with { Question = null, Query = null });
    }

    [Test]
    public async Task Tenants_have_a_file_each()
    {
        await Sink(keepsTexts: true).DeliverAsync(s_aurora, [Packed(Full(0))], CancellationToken.None);

        (await ReadAsync(TenantId.Parse("borealis"))).Should().BeEmpty();
    }

    [Test]
    public async Task Processes_that_deliver_at_once_wait_for_each_other()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => new HistorySink(new HistoryFile(_state, new PatientTime()), keepsTexts: true).DeliverAsync(s_aurora, [Packed(Full(i))], CancellationToken.None)));

        outcomes.Should().AllBeOfType<DeliveryOutcome.Delivered>();
        (await ReadAsync(s_aurora.Tenant)).Should().HaveCount(8);
    }

    [Test]
    public async Task What_is_no_event_is_rejected_and_nothing_of_its_batch_is_kept()
    {
        var broken = Packed(Full(1)) with { Json = "{\"event_id\":1}"u8.ToArray() };

        var outcome = await Sink(keepsTexts: false).DeliverAsync(s_aurora, [Packed(Full(0)), broken], CancellationToken.None);

        outcome.Should().BeOfType<DeliveryOutcome.Rejected>();
        (await ReadAsync(s_aurora.Tenant)).Should().BeEmpty();
    }

    [Test]
    public async Task Somebody_who_is_forgotten_leaves_calls_and_no_words()
    {
        var colleague = new UserId(Guid.Parse("00000000-0000-4000-8000-0000000000bb"));
        await Sink(keepsTexts: true).DeliverAsync(s_aurora, [Packed(Full(0)), Packed(Full(1) with { User = colleague })], CancellationToken.None);

        (await History().ForgetTextsAsync(s_aurora.Tenant, s_aurora.User, CancellationToken.None)).Should().Be(1);

        var kept = (await ReadAsync(s_aurora.Tenant)).ToDictionary(e => e.User!.Value);
        kept[s_aurora.User].Should().BeEquivalentTo(Full(0) with { Question = null, QuestionHash = null, Extra = null });
        kept[colleague].Should().BeEquivalentTo(Full(1) with { User = colleague });
        (await History().ForgetTextsAsync(TenantId.Parse("borealis"), colleague, CancellationToken.None)).Should().Be(0);
        Directory.Exists(_state.History(TenantId.Parse("borealis"))).Should().BeFalse();
    }

    [Test]
    public async Task A_refused_key_brings_no_history_back()
    {
        var refused = Packed(Full(0) with { Type = EventType.KeyRefused });

        (await Sink(keepsTexts: false).DeliverAsync(s_aurora, [refused], CancellationToken.None)).Should().BeOfType<DeliveryOutcome.Delivered>();
        Directory.Exists(_state.History(s_aurora.Tenant)).Should().BeFalse();

        await Sink(keepsTexts: false).DeliverAsync(s_aurora, [refused, Packed(Full(1))], CancellationToken.None);
        (await ReadAsync(s_aurora.Tenant)).Should().HaveCount(2, "where there is a history, it is part of it");
    }

    [Test]
    public void Both_tables_have_a_column_for_each_key_of_an_event()
    {
        using var json = JsonDocument.Parse(UsageEventJson.Write(Full(0)));
        var keys = json.RootElement.EnumerateObject().Select(p => p.Name).ToArray();

        Columns(HistoryScript.Read("events")).Should().BeEquivalentTo(keys);
        Columns(File.ReadAllText(Path.Combine(Checkout(), "deploy", "bigquery", "usage_events.sql"))).Should().BeEquivalentTo(keys);
    }

    private HistorySink Sink(bool keepsTexts) => new(new HistoryFile(_state, TimeProvider.System), keepsTexts);

    private UsageHistory History() => new(new HistoryFile(_state, TimeProvider.System));

    private Task<IReadOnlyList<UsageEvent>> ReadAsync(TenantId tenant) =>
        History().ReadAsync(tenant, s_noon - Duration.FromDays(1), s_noon + Duration.FromDays(1), 100, CancellationToken.None);

    private static OutboxEvent Packed(UsageEvent usage) =>
        new(usage.Id, EventLane.Usage, s_aurora.Tenant, s_aurora.Key, usage.OccurredAt, UsageEventJson.Write(usage));

    /// <summary>Every key has a value.</summary>
    private static UsageEvent Full(int second) => new()
    {
        Id = new EventId(Guid.Parse($"0199f2f0-0000-7000-8000-0000000000{second:00}")),
        Type = EventType.ToolCall,
        OccurredAt = s_noon + Duration.FromSeconds(second),
        Tenant = s_aurora.Tenant,
        User = s_aurora.User,
        Key = s_aurora.Key,
        Tool = "query_metrics",
        AnswerId = Guid.Parse("0199f2f0-0000-7000-8000-0000000000aa"),
        Outcome = EventOutcome.Ok,
        ErrorCode = "none",
        LatencyMs = 12,
        QueueMs = 1,
        TokensIn = 40,
        TokensOut = 900 + second,
        Rows = 7,
        Engine = "postgres",
        BytesProcessed = 5_000_000_000,
        BytesBilled = 10_485_760,
        CostUsd = 0.00006104m,
        Cache = "miss",
        Brands = [BrandId.Parse("luma-skin"), BrandId.Parse("peakform")],
        Question = "what's \"up\"?",
        Query = """{"metrics":["net_sales"]}""",
        QuestionHash = "ab12",
        ClientName = "Claude",
        ClientVersion = "1",
        ProtocolVersion = "2025-11-25",
        ServerVersion = "1.2.3",
        DataThrough = new LocalDate(2026, 11, 22),
        Verdict = "correct",
        Extra = "{}",
    };

    private static IEnumerable<string> Columns(string ddl) =>
        Column().Matches(ddl[ddl.IndexOf('(', ddl.IndexOf("create table", StringComparison.Ordinal))..ddl.LastIndexOf("extra", StringComparison.Ordinal)] + "extra x").Select(m => m.Groups["name"].Value);

    private static string Checkout()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Pulsepoint.Mcp.sln")))
            folder = folder.Parent;

        return folder.FullName;
    }

    [GeneratedRegex("""^\s*(?<quote>["`]?)(?<name>[a-z_]+)\k<quote> (uuid|varchar|integer|bigint|timestamp|date|decimal|string|int64|numeric|x)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Column();
}
