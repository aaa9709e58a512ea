using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.DuckDb.Demo;
using Pulsepoint.Mcp.DuckDb.Rollups;
using Pulsepoint.Mcp.DuckDb.Snapshots;
using Pulsepoint.Mcp.DuckDb.Warehouses;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Demo;

/// <summary>One demo tenant's snapshot in a state folder of its own, and the ways to read it.</summary>
internal sealed class PublishedDemo : IDisposable
{
    private readonly SnapshotReader _reader;
    private readonly DuckDbWarehouse _warehouse;

    private PublishedDemo(StateFolder state, TenantId tenant)
    {
        State = state;
        Tenant = tenant;
        _reader = new SnapshotReader(state);
        _warehouse = new DuckDbWarehouse(_reader);
        Rollups = new DuckDbRollupSource(state, _reader);
        Answers = AnswerBook.Load(new SnapshotFolder(state, tenant).Answers);
    }

    public StateFolder State { get; }

    public TenantId Tenant { get; }

    public AnswerBook Answers { get; }

    public DuckDbRollupSource Rollups { get; }

    public static async Task<PublishedDemo> CreateAsync(string tenant, DemoRange range)
    {
        var state = new StateFolder(TemporaryFolder.Create());
        var demo = new DemoWarehouse(state, new SnapshotPublisher(state, TimeProvider.System));
        await demo.PublishAsync(DemoTenants.Of(TenantId.Parse(tenant)), range, progress: null, CancellationToken.None);
        return new PublishedDemo(state, TenantId.Parse(tenant));
    }

    public Task<WarehouseState?> DescribeAsync() => _warehouse.DescribeAsync(Contexts.Of(Tenant.Value), CancellationToken.None);

    /// <summary>Rows of a statement whose columns are first texts and then numbers.</summary>
    public Task<IReadOnlyList<FactRow>> QueryAsync(string sql, int keys, int measures, params IReadOnlyList<SqlParameter> parameters) =>
        _warehouse.RunAsync(Contexts.Of(Tenant.Value), Contexts.Answer(), new CompiledQuery(sql, parameters, HasPeriod: false, keys, measures), CancellationToken.None);

    /// <summary>The one number that a statement gives.</summary>
    public async Task<decimal?> NumberAsync(string sql, params IReadOnlyList<SqlParameter> parameters) =>
        (await QueryAsync(sql, keys: 0, measures: 1, parameters)).Single().Measures[0];

    public void Dispose()
    {
        _reader.Dispose();
        Directory.Delete(State.Root, recursive: true);
    }
}
