using System.Globalization;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Outbox;

/// <summary>
/// Four processes of two keys on one outbox, each killed at a random moment and followed by the next. A run kills 24 times;
/// <c>PULSEPOINT_OUTBOX_KILLS=200</c> kills more.
/// </summary>
internal sealed class KillTests : OutboxFixture
{
    private const int Usual = 24;
    private const int Together = 4;
    private const int LongestLifeMs = 400;

    private string _journal = null!; // set before each test

    [SetUp]
    public void MakeJournal() => _journal = Directory.CreateDirectory(Path.Combine(State.Root, "journal")).FullName;

    [Test]
    public async Task Whatever_was_acknowledged_reaches_each_sink_and_nothing_else_does()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("PULSEPOINT_OUTBOX_KILLS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : Usual;

        await Task.WhenAll(Enumerable.Range(0, Together).Select(line => KillAsync(line % 2 == 0 ? Aurora : Borealis, kills / Together, new Random(line))));
        await FinishAsync(Aurora);
        await FinishAsync(Borealis);

        var (tried, kept) = (Lines("tried"), Lines("kept"));
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{kills} kills, {tried.Count} tried, {kept.Count} acknowledged"));
        kept.Count.Should().BeGreaterThan(kills);
        foreach (var sink in new[] { "postgres", "pubsub" })
        {
            var delivered = Lines("sink-" + sink);
            await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{sink}: {delivered.Count} deliveries of {delivered.Select(Id).Distinct().Count()} events"));
            kept.Except(delivered.Select(Id)).Should().BeEmpty(because: "none is lost");
            delivered.Select(Id).Except(tried).Should().BeEmpty(because: "none is invented");
            delivered.Where(line => line.Split(' ') is not [_, var deliverer, var maker] || deliverer != maker).Should().BeEmpty(because: "each key delivers its own");
        }

        var status = await User(Aurora, new ScriptedSink("postgres"), new ScriptedSink("pubsub")).StatusAsync();
        (status.Events, status.DamagedFiles.Count, status.Dropped).Should().Be((0, 0, 0));
    }

    private async Task KillAsync(TenantContext tenant, int times, Random random)
    {
        for (var time = 0; time < times; time++)
        {
            using var child = await OutboxChild.StartAsync(State, tenant, _journal);
            // Not until something has happened: the moment of the kill is what is tried.
            await Task.Delay(random.Next(LongestLifeMs));
            await child.KillAsync();
        }
    }

    // Leases of the killed end by themselves; until then there is something left to wait for.
    private async Task FinishAsync(TenantContext tenant)
    {
        string? waiting;
        do
        {
            using var child = await OutboxChild.StartAsync(State, tenant, _journal);
            waiting = await child.EndAsync();
        }
        while (waiting != "0");
    }

    // The last line of a killed process may lack its end, and then stands for nothing.
    private List<string> Lines(string name) =>
    [
        .. Directory.GetFiles(_journal, name + "-*.txt").SelectMany(file => File.ReadAllText(file).Split('\n').SkipLast(1)),
    ];

    private static string Id(string line) => line.Split(' ')[0];
}
