using DuckDB.NET.Data;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.DuckDb.Snapshots;
using Pulsepoint.Mcp.DuckDb.Warehouses;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Snapshots;

/// <summary>A state folder with a publisher and a reader, and snapshots that hold one number many times.</summary>
internal abstract class SnapshotFixture
{
    private const string FillSql = """
        create table numbers as
        select $number::bigint as number
        from range(1000);
        create table sync_state as
        select 'embermade' as brand_id, 'shopify' as source, date '2024-09-01' as first_day, date '2026-11-23' as data_through;
        create table sync_gaps (brand_id varchar, source varchar, day date);
        """;

    protected static TenantId Cinder { get; } = TenantId.Parse("cinder");

    protected StateFolder State { get; private set; } = null!;

    protected SnapshotPublisher Publisher { get; private set; } = null!;

    protected SnapshotReader Reader { get; private set; } = null!;

    protected DuckDbWarehouse Warehouse { get; private set; } = null!;

    [SetUp]
    public void SetUp()
    {
        State = new StateFolder(TemporaryFolder.Create());
        Publisher = new SnapshotPublisher(State, TimeProvider.System);
        Reader = new SnapshotReader(State);
        Warehouse = new DuckDbWarehouse(Reader);
    }

    [TearDown]
    public void TearDown()
    {
        Reader.Dispose();
        Directory.Delete(State.Root, recursive: true);
    }

    protected async Task<string> PublishAsync(long number, string tenant = "cinder")
    {
        using var draft = await Publisher.BeginAsync(TenantId.Parse(tenant), "512MB", CancellationToken.None);
        Fill(draft.Connection, number);
        draft.Publish();
        return draft.Generation;
    }

    protected static void Fill(DuckDBConnection connection, long number)
    {
        foreach (var statement in FillSql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            if (statement.Contains("$number", StringComparison.Ordinal))
                command.Parameters.Add(new DuckDBParameter("number", number));
            command.ExecuteNonQuery();
        }
    }

    protected Task<IReadOnlyList<FactRow>> QueryAsync(
        string sql, int keys = 0, int measures = 1, string tenant = "cinder", CancellationToken cancellationToken = default, params IReadOnlyList<SqlParameter> parameters) =>
        Warehouse.RunAsync(Contexts.Of(tenant), Contexts.Answer(), new CompiledQuery(sql, parameters, HasPeriod: false, keys, measures), cancellationToken);
}
