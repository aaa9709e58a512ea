using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.PubSub;
using Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Google.BigQuery;

namespace Pulsepoint.Mcp.IntegrationTests.Google.Provisioning;

/// <summary>A BigQuery with nothing in it, and the room as it is registered.</summary>
internal sealed class DatasetScene : IAsyncDisposable
{
    public const string Project = "acme";

    private readonly ServiceProvider _services;

    private DatasetScene(LoopbackBigQuery server, ServiceProvider services) => (Server, _services) = (server, services);

    public LoopbackBigQuery Server { get; }

    public IDatasetProvisioner Provisioner => _services.GetRequiredService<IDatasetProvisioner>();

    public static async Task<DatasetScene> StartAsync()
    {
        var server = await LoopbackBigQuery.StartAsync(SharedOracle.Server);
        return new DatasetScene(server, Services(server));
    }

    /// <summary>Another process that asks a BigQuery.</summary>
    public static ServiceProvider Services(LoopbackBigQuery server) => new ServiceCollection().AddLogging()
        .AddSingleton<IWarehousePlaces>(new OnePlace(place: null))
        .AddSingleton<ITenantWarehouses>(new OneWarehouse(new TenantWarehouse(WarehouseEngine.DuckDb, null, null)))
        .AddSingleton<IQueryBudget>(new OpenBudget())
        .AddPulsepointGoogle(new PubSubOptions(), new BigQueryOptions { EmulatorHost = server.Host })
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    public static DatasetOrder Order(string tenant, string? dataset = null) => new(
        TenantId.Parse(tenant),
        WarehousePlace.Parse($"bigquery:{Project}.{dataset ?? DatasetOf(tenant)}@EU"),
        ServiceIdentity.Parse($"pulsepoint-{tenant}@acme.iam.gserviceaccount.com"));

    public static string DatasetOf(string tenant) => "pulsepoint_" + tenant.Replace('-', '_');

    public async Task<IReadOnlyList<ProvisioningStep>> ChangesAsync(DatasetOrder order) =>
        [.. (await Provisioner.PlanAsync(order, CancellationToken.None)).Where(s => s.Change is not ProvisioningChange.None)];

    public async Task MakeAsync(DatasetOrder order)
    {
        foreach (var step in await ChangesAsync(order))
            await Provisioner.ApplyAsync(order, step, CancellationToken.None);
    }

    /// <summary>Who may do what.</summary>
    public IReadOnlyList<string> Access(string tenant) =>
        [.. Server.Dataset(Project, DatasetOf(tenant))["access"]!.AsArray().Select(a => $"{(string?)a!["role"]} {(string?)a["userByEmail"] ?? (string?)a["specialGroup"]}")]; // a dataset has access

    /// <summary>Somebody else changes a table of Aurora's.</summary>
    public async Task PatchAsync(string table, JsonObject patch)
    {
        using var http = new HttpClient();
        using var body = new StringContent(patch.ToJsonString());
        using var response = await http.PatchAsync(new Uri($"http://{Server.Host}/projects/{Project}/datasets/{DatasetOf("aurora")}/tables/{table}"), body);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
