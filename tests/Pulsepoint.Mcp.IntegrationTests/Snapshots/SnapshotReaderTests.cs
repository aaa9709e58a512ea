using DuckDB.NET.Data;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.DuckDb.Snapshots;
using Pulsepoint.Mcp.DuckDb.Warehouses;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Snapshots;

[TestFixture]
internal sealed class SnapshotReaderTests : SnapshotFixture
{
    private const string TornSql = "select min(number), max(number), count(*) from numbers";

    [Test]
    public async Task Two_readers_and_a_publisher_never_meet()
    {
        await PublishAsync(0);
        using var published = new CancellationTokenSource();
        using var otherReader = new SnapshotReader(State);
        var readers = new[] { Warehouse, new DuckDbWarehouse(otherReader) }.Select(w => ReadUntilAsync(w, published.Token)).ToArray();

        for (var number = 1L; number <= 12; number++)
            await PublishAsync(number);

        await published.CancelAsync();
        foreach (var seen in await Task.WhenAll(readers))
        {
            seen.Should().BeInAscendingOrder();
            seen.Distinct().Should().HaveCountGreaterThan(1);
        }
    }

    [Test]
    public async Task Thirty_two_calls_at_once_share_the_file()
    {
        await PublishAsync(7);

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => QueryAsync("select sum(number) from numbers a, range(200) b")));

        answers.Should().OnlyContain(rows => rows.Single().Measures[0] == 1_400_000m);
    }

    [Test]
    public async Task A_lease_keeps_its_snapshot_while_newer_ones_come()
    {
        await PublishAsync(1);
        using var lease = Reader.Rent(Cinder)!;

        await PublishAsync(2);
        await PublishAsync(3);
        await PublishAsync(4);

        Max(lease).Should().Be(1);
        using var fresh = Reader.Rent(Cinder)!;
        Max(fresh).Should().Be(4);
    }

    [TestCase("select count(*) from read_csv('/etc/passwd')")]
    [TestCase("select count(*) from read_text('/etc/passwd')")]
    [TestCase("select count(*) from '/etc/passwd'")]
    [TestCase("copy numbers to '/tmp/pulsepoint-stolen.csv'")]
    [TestCase("attach '/tmp/pulsepoint-other.duckdb' as other")]
    [TestCase("install httpfs")]
    [TestCase("load httpfs")]
    public async Task A_reader_reaches_no_other_file(string sql)
    {
        await PublishAsync(1);
        using var lease = Reader.Rent(Cinder)!;

        var run = () => Execute(lease, sql);

        run.Should().Throw<DuckDBException>();
    }

    [TestCase("set enable_external_access = true")]
    [TestCase("set lock_configuration = false")]
    [TestCase("set memory_limit = '20GB'")]
    [TestCase("set threads = 16")]
    [TestCase("set global temp_directory = '/tmp'")]
    public async Task A_reader_changes_no_setting(string sql)
    {
        await PublishAsync(1);
        using var lease = Reader.Rent(Cinder)!;

        var run = () => Execute(lease, sql);

        run.Should().Throw<DuckDBException>().WithMessage("*lock*");
    }

    [TestCase("insert into numbers values (1)")]
    [TestCase("drop table numbers")]
    [TestCase("create table more (n bigint)")]
    public async Task A_reader_writes_nothing(string sql)
    {
        await PublishAsync(1);
        using var lease = Reader.Rent(Cinder)!;

        var run = () => Execute(lease, sql);

        run.Should().Throw<DuckDBException>().WithMessage("*read-only*");
    }

    private static async Task<List<decimal>> ReadUntilAsync(DuckDbWarehouse warehouse, CancellationToken end)
    {
        var seen = new List<decimal>();
        while (!end.IsCancellationRequested)
        {
            var query = new Core.Metrics.Sql.CompiledQuery(TornSql, [], HasPeriod: false, KeyCount: 0, MeasureCount: 3);
            var row = (await warehouse.RunAsync(Contexts.Of("cinder"), Contexts.Answer(), query, CancellationToken.None)).Single();
            row.Measures[0].Should().Be(row.Measures[1], "a read is of one snapshot");
            row.Measures[2].Should().Be(1_000);
            seen.Add(row.Measures[0]!.Value);
        }

        return seen;
    }

    private static long Max(SnapshotLease lease)
    {
        using var command = lease.Connection.CreateCommand();
        command.CommandText = "select max(number) from numbers";
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SnapshotLease lease, string sql)
    {
        using var command = lease.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
