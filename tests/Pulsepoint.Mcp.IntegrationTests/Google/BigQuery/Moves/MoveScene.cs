using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.DuckDb;
using Pulsepoint.Mcp.DuckDb.Demo;
using Pulsepoint.Mcp.DuckDb.Snapshots;
using Pulsepoint.Mcp.Google;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.PubSub;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Google.BigQuery;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery.Moves;

/// <summary>A tenant with a few days of facts on this machine, a real database, and a dataset that was provisioned for it and is empty.</summary>
internal sealed class MoveScene : IAsyncDisposable
{
    public const string Project = "acme";
    public const string Dataset = "pulsepoint_cinder";

    public static readonly TenantId Cinder = TenantId.Parse("cinder");
    public static readonly TenantId Borealis = TenantId.Parse("borealis");
    public static readonly WarehousePlace Place = WarehousePlace.Parse("bigquery:acme.pulsepoint_cinder@EU");

    // Two months, so that tables have more parts than one.
    private static readonly DemoRange s_range = new(new LocalDate(2026, 10, 30), Instant.FromUtc(2026, 11, 3, 15, 0), 1);

    private readonly StateFolder _state;
    private readonly ServiceProvider _services;

    private MoveScene(WalledDatabase database, StateFolder state, LoopbackBigQuery server, ServiceProvider services)
    {
        Database = database;
        _state = state;
        Server = server;
        _services = services;
    }

    public WalledDatabase Database { get; }

    public LoopbackBigQuery Server { get; }

    public ITenantWarehouses Warehouses => Database.Get<ITenantWarehouses>();

    public IFactLoader Loader => _services.GetRequiredService<IFactLoader>();

    public IFactSnapshots Snapshots => _services.GetRequiredService<IFactSnapshots>();

    public QueryCalls Queries => _services.GetRequiredService<QueryCalls>();

    public DatasetMove Move => new(
        Warehouses, Snapshots, Loader, _services.GetRequiredKeyedService<IRollupSource>(WarehouseEngine.BigQuery), Database.Get<IRollupStore>());

    /// <summary>The state folder.</summary>
    public string State => _state.Root;

    /// <summary>The tenant's folder of snapshots.</summary>
    public string Folder => _state.Warehouse(Cinder);

    public string Generation => Snapshots.Generation(Cinder)!; // it is published

    public static async Task<MoveScene> StartAsync()
    {
        var database = await WalledDatabase.MigratedAsync();
        var state = new StateFolder(TemporaryFolder.Create());
        var server = await LoopbackBigQuery.StartAsync(SharedOracle.Server);
        var scene = new MoveScene(database, state, server, Services(database, state, server));
        foreach (var tenant in new[] { Cinder, Borealis })
            await database.Get<ITenantRegistry>().EnsureAsync(DemoTenants.Of(tenant).Describe(), CancellationToken.None);

        await scene.PublishAsync(s_range);
        await scene.ProvisionAsync(Cinder, Place);
        return scene;
    }

    /// <summary>The next generation: a day later.</summary>
    public async Task PublishNextAsync()
    {
        var before = Generation;
        await PublishAsync(s_range with { Now = s_range.Now + Duration.FromDays(1) });
        if (Generation == before)
            throw new InvalidOperationException("Nothing was published.");
    }

    /// <summary>The next generation: this one with some changes.</summary>
    public async Task PublishChangedAsync(params string[] changes)
    {
        var old = new SnapshotFolder(_state, Cinder).File(Generation);
        using var draft = await _services.GetRequiredService<SnapshotPublisher>().BeginAsync(Cinder, "1GB", CancellationToken.None);
        foreach (var sql in (string[])[$"attach '{old}' as old (read_only)", $"copy from database old to \"{draft.Generation}\"", "detach old", .. changes])
        {
            using var command = draft.Connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }

        draft.Publish();
    }

    public async Task ProvisionAsync(TenantId tenant, WarehousePlace place)
    {
        await Database.Get<IServiceIdentities>().SetAsync(tenant, ServiceIdentity.Parse($"pulsepoint-{tenant}@acme.iam.gserviceaccount.com"), CancellationToken.None);
        var provisioning = new TenantProvisioning(
            Database.Get<IServiceIdentities>(), Database.Get<IProvisionedPlaces>(), _services.GetRequiredService<IDatasetProvisioner>());
        await provisioning.CarryOutAsync(await provisioning.PlanAsync(tenant, place, CancellationToken.None), _ => { }, CancellationToken.None);
    }

    /// <summary>What a server with this warehouse alone would answer.</summary>
    public MetricReader Reader(WarehouseEngine engine) => new(
        Database.Get<ITenantProfiles>(),
        [_services.GetServices<IWarehouse>().Single(w => w.Engine == engine)],
        new BusinessClock(TimeProvider.System, s_range.Now));

    public Task<TenantContext> KeyAsync() => Database.IssueKeyAsync(Cinder, DemoTenants.Of(Cinder).Users[0].User);

    public async Task<IReadOnlyList<string>> AuditAsync(string action)
    {
        await using var superuser = await Database.LogInAsSuperuserAsync();
        return await superuser.ColumnAsync($"select detail::text from pp.audit_log where action = '{action}' order by id");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(_state.Root, recursive: true);
    }

    private Task PublishAsync(DemoRange range) =>
        new DemoWarehouse(_state, _services.GetRequiredService<SnapshotPublisher>()).PublishAsync(DemoTenants.Of(Cinder), range, progress: null, CancellationToken.None);

    private static ServiceProvider Services(WalledDatabase database, StateFolder state, LoopbackBigQuery server) => new ServiceCollection().AddLogging()
        .AddSingleton(database.Get<IWarehousePlaces>())
        .AddSingleton(database.Get<ITenantWarehouses>())
        .AddSingleton<IQueryBudget, OpenBudget>()
        .AddPulsepointDuckDb(state)
        .AddPulsepointGoogle(new PubSubOptions(), new BigQueryOptions { EmulatorHost = server.Host, Deadline = BigQueryScene.Patience })
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
