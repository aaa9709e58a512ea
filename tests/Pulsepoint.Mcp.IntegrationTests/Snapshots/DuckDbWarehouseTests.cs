using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.DuckDb.Snapshots;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Snapshots;

[TestFixture]
internal sealed class DuckDbWarehouseTests : SnapshotFixture
{
    [Test]
    public async Task Nothing_published_is_no_state_and_a_refusal_with_a_next_step()
    {
        (await Warehouse.DescribeAsync(Contexts.Of("cinder"), CancellationToken.None)).Should().BeNull();

        var refusal = await this.Awaiting(t => t.QueryAsync("select 1")).Should().ThrowAsync<RefusalException>();

        refusal.Which.Code.Should().Be(RefusalCode.SourceUnavailable);
        refusal.Which.NextStep.Should().NotBeEmpty();
    }

    [Test]
    public async Task A_broken_file_is_refused_and_not_read_around()
    {
        await PublishAsync(1);
        var folder = new SnapshotFolder(State, Cinder);
        await File.WriteAllTextAsync(folder.File("w-1"), "not a database");
        folder.Point("w-1");

        var refusal = await this.Awaiting(t => t.QueryAsync("select 1")).Should().ThrowAsync<RefusalException>();

        refusal.Which.Code.Should().Be(RefusalCode.SourceUnavailable);
    }

    [Test]
    public async Task A_tenant_reads_its_own_file_only()
    {
        await PublishAsync(1, "cinder");
        await PublishAsync(2, "aurora");

        (await QueryAsync("select max(number) from numbers", tenant: "cinder")).Single().Measures.Should().Equal(1m);
        (await QueryAsync("select max(number) from numbers", tenant: "aurora")).Single().Measures.Should().Equal(2m);
    }

    [Test]
    public async Task The_state_follows_the_snapshot()
    {
        var first = await PublishAsync(1);
        var before = await Warehouse.DescribeAsync(Contexts.Of("cinder"), CancellationToken.None);

        var second = await PublishAsync(2);
        var after = await Warehouse.DescribeAsync(Contexts.Of("cinder"), CancellationToken.None);

        before!.Generation.Should().Be(first);
        after!.Generation.Should().Be(second);
        after.Loads.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Source = "shopify", FirstDay = new LocalDate(2024, 9, 1), DataThrough = new LocalDate(2026, 11, 23) });
    }

    [Test]
    public async Task Values_of_every_kind_travel_as_parameters()
    {
        await PublishAsync(1);
        const string Sql = """
            select $day::date, $text || '', null, $number + 1, $money * 2, sum(number), count(*) filter (number > $number)
            from numbers
            """;

        var row = (await Warehouse.RunAsync(
            Contexts.Of("cinder"),
            Contexts.Answer(),
            new CompiledQuery(
                Sql,
                [new("day", new LocalDate(2026, 11, 23)), new("text", "O'Brien \" $x"), new("number", 41L), new("money", 12.34m)],
                HasPeriod: true,
                KeyCount: 2,
                MeasureCount: 4),
            CancellationToken.None)).Single();

        row.Should().BeEquivalentTo(new FactRow(new LocalDate(2026, 11, 23), ["O'Brien \" $x", null], [42m, 24.68m, 1_000m, 0m]));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Cancelling_interrupts_a_running_query(CancellationToken giveUp)
    {
        await PublishAsync(1);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        var endless = QueryAsync("select count(*) from numbers a, numbers b, numbers c, numbers d where a.number + b.number + c.number > d.number", cancellationToken: cancel.Token);

        cancel.CancelAfter(TimeSpan.FromMilliseconds(200));

        await endless.Awaiting(e => e).Should().ThrowAsync<OperationCanceledException>();
        giveUp.IsCancellationRequested.Should().BeFalse();
        (await QueryAsync("select max(number) from numbers")).Single().Measures.Should().Equal(1m);
    }
}
