using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.DuckDb;
using Pulsepoint.Mcp.DuckDb.Snapshots;
using Pulsepoint.Mcp.Google;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.PubSub;
using Pulsepoint.Mcp.GoogleSqlTests.Facts;
using Pulsepoint.Mcp.GoogleSqlTests.Metrics;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Google.BigQuery;

namespace Pulsepoint.Mcp.GoogleSqlTests.BigQuery;

/// <summary>
/// The same again over the wire: what the warehouse reads from a dataset as it is provisioned and loaded from a snapshot, through its
/// views, is what DuckDB answers. Its tables refuse every question that names no days.
/// </summary>
internal sealed class WarehouseAgreementTests
{
    private static readonly TenantContext s_aurora = Contexts.Of("aurora");

    private LoopbackBigQuery _server = null!; // made before the tests, as is the warehouse
    private ServiceProvider _services = null!;
    private StateFolder _state = null!;

    private IWarehouse Warehouse => _services.GetServices<IWarehouse>().Single(w => w.Engine == WarehouseEngine.BigQuery);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await LoopbackBigQuery.StartAsync(SharedOracle.Server);
        _state = new StateFolder(TemporaryFolder.Create());
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IWarehousePlaces, OwnDataset>()
            .AddSingleton<IQueryBudget, OpenBudget>()
            .AddPulsepointDuckDb(_state)
            .AddPulsepointGoogle(new PubSubOptions(), new BigQueryOptions { EmulatorHost = _server.Host, Deadline = Duration.FromMinutes(2) })
            .BuildServiceProvider();

        var order = new DatasetOrder(s_aurora.Tenant, new WarehousePlace(Questions.Dataset, "EU"), ServiceIdentity.Parse("pulsepoint-aurora@acme.iam.gserviceaccount.com"));
        var provisioner = _services.GetRequiredService<IDatasetProvisioner>();
        foreach (var step in await provisioner.PlanAsync(order, CancellationToken.None))
            await provisioner.ApplyAsync(order, step, CancellationToken.None);
        await LoadAsync(order);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
        Directory.Delete(_state.Root, recursive: true);
    }

    [TestCaseSource(typeof(Cuts), nameof(Cuts.Dimensions))]
    public async Task The_warehouse_answers_as_DuckDb_does(string? dimension)
    {
        List<string> differences = [];
        var compared = 0;
        foreach (var query in Corpus.By(dimension))
            compared += await CompareAsync(query, differences);

        differences.Should().BeEmpty();
        compared.Should().BeGreaterThan(5, "an agreement about nothing says nothing");
    }

    [TestCaseSource(typeof(HostileValues), nameof(HostileValues.Known))]
    public async Task The_warehouse_finds_the_same_by_a_hostile_value(string value)
    {
        List<string> differences = [];
        foreach (var query in Corpus.OfHostile(value))
            (await CompareAsync(query, differences)).Should().BePositive();

        differences.Should().BeEmpty();
    }

    [Test]
    public async Task The_values_of_every_dimension_are_listed_from_tables_that_want_to_hear_which_days()
    {
        foreach (var dimension in MetricCatalogue.Instance.Dimensions)
        {
            if (ValuePlanner.Plan(dimension, WarehouseEngine.BigQuery, Questions.Dataset) is { } plan)
                (await Warehouse.RunAsync(s_aurora, Contexts.Answer(), ValueCompiler.Compile(plan, Questions.Brands, search: null, after: null, rows: 10), CancellationToken.None)).Should().NotBeEmpty(dimension.Id);
        }
    }

    // As `tenant move` carries them: Parquet by month, staged, and put in place in one transaction.
    private async Task LoadAsync(DatasetOrder order)
    {
        using (var draft = await _services.GetRequiredService<SnapshotPublisher>().BeginAsync(order.Tenant, "1GB", CancellationToken.None))
        {
            SeededFacts.Fill(draft.Connection);
            draft.Publish();
        }

        await using var snapshot = await _services.GetRequiredService<IFactSnapshots>().OpenAsync(order.Tenant, CancellationToken.None);
        var sent = await _services.GetRequiredService<IFactLoader>().SendAsync(
            new FactLoad(order.Tenant, order.Place, snapshot!, Days: null), progress: null, CancellationToken.None); // not null: just published
        await sent.ArriveAsync(CancellationToken.None);
    }

    private async Task<int> CompareAsync((CompiledQuery Duck, CompiledQuery Google) query, List<string> differences)
    {
        var expected = SharedOracle.Facts.Run(query.Duck);
        if (FactTexts.Difference(query.Google, expected, await Warehouse.RunAsync(s_aurora, Contexts.Answer(), query.Google, CancellationToken.None)) is { } difference)
            differences.Add(difference);

        return expected.Count;
    }
}
