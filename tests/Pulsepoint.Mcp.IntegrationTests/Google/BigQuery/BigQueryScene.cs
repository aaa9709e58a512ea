using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.PubSub;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Google.BigQuery;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>The room as it is registered, pointed at a BigQuery on loopback that has Aurora's dataset with a table of three orders.</summary>
internal sealed class BigQueryScene : IAsyncDisposable
{
    public const string Project = "acme";
    public const string Dataset = "t_aurora";

    /// <summary>Long enough for a busy machine.</summary>
    public static readonly Duration Patience = Duration.FromSeconds(30);

    private static readonly WarehousePlace s_place = WarehousePlace.Parse("bigquery:acme.t_aurora@EU");

    private readonly ServiceProvider _services;

    private BigQueryScene(LoopbackBigQuery server, ServiceProvider services)
    {
        Server = server;
        _services = services;
    }

    public static TenantContext Aurora { get; } = Contexts.Of("aurora");

    public static Caller AurorasKey { get; } = Caller.Of(Aurora);

    public static CompiledQuery Orders { get; } = new(
        "select event_date, brand_id, cast(amount as bignumeric) as m_amount from `acme.t_aurora.orders` where amount >= @p0 order by 1",
        [new SqlParameter("p0", 2m)], HasPeriod: true, KeyCount: 1, MeasureCount: 1);

    public LoopbackBigQuery Server { get; }

    public OpenBudget Budget => (OpenBudget)_services.GetRequiredService<IQueryBudget>();

    public IWarehouse Warehouse => _services.GetRequiredService<IWarehouse>();

    public QueryCalls Queries => _services.GetRequiredService<QueryCalls>();

    public ResultPages Pages => _services.GetRequiredService<ResultPages>();

    public JobCalls Jobs => _services.GetRequiredService<JobCalls>();

    public LoadCalls Loads => _services.GetRequiredService<LoadCalls>();

    public TableCalls Tables => _services.GetRequiredService<TableCalls>();

    public DatasetCalls Datasets => _services.GetRequiredService<DatasetCalls>();

    /// <param name="options">How BigQuery is asked; null waits long.</param>
    /// <param name="tokens">Credentials, which are then asked for as Google would; null for an emulator's none.</param>
    /// <param name="time">When waits are over; null for the real time.</param>
    public static async Task<BigQueryScene> StartAsync(BigQueryOptions? options = null, ITokenAccess? tokens = null, TimeProvider? time = null)
    {
        var server = await ServeOrdersAsync();
        return new BigQueryScene(server, Services(server, options, tokens, new OpenBudget(), time));
    }

    /// <summary>Another process that asks the same BigQuery, within this budget.</summary>
    public static ServiceProvider Process(LoopbackBigQuery server, IQueryBudget budget) => Services(server, options: null, tokens: null, budget, time: null);

    public static async Task<LoopbackBigQuery> ServeOrdersAsync()
    {
        var server = await LoopbackBigQuery.StartAsync(SharedOracle.Server);
        server.AddDataset(Project, Dataset, "EU");
        server.AddTable(
            Project, Dataset, "orders",
            """{"fields":[{"name":"event_date","type":"DATE"},{"name":"brand_id","type":"STRING"},{"name":"amount","type":"NUMERIC"}]}""",
            """{"event_date":"2026-01-01","brand_id":"luma-skin","amount":"1.5"}""",
            """{"event_date":"2026-01-02","brand_id":null,"amount":"12345678901234567890.123456789"}""",
            """{"event_date":"2026-01-03","brand_id":"peakform","amount":"3.25"}""");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }

    private static ServiceProvider Services(LoopbackBigQuery server, BigQueryOptions? options, ITokenAccess? tokens, IQueryBudget budget, TimeProvider? time)
    {
        var services = new ServiceCollection().AddLogging()
            .AddSingleton<IWarehousePlaces>(new OnePlace(s_place))
            .AddSingleton<ITenantWarehouses>(new OneWarehouse(new TenantWarehouse(WarehouseEngine.BigQuery, s_place, s_place)))
            .AddSingleton(budget)
            .AddSingleton(time ?? TimeProvider.System);
        if (tokens is not null)
            services.AddSingleton(tokens).AddSingleton(new BigQueryEndpoint(new Uri($"http://{server.Host}/"), NeedsToken: true));

        services.AddPulsepointGoogle(new PubSubOptions(), (options ?? new BigQueryOptions { Deadline = Patience }) with { EmulatorHost = server.Host });
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
