using System.Text;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.PubSub;
using Pulsepoint.Mcp.GoogleSqlTests.BigQuery;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Google.BigQuery;

namespace Pulsepoint.Mcp.GoogleSqlTests.Rollups;

/// <summary>The roll-ups of a dataset over the wire, and what happens when it is loaded meanwhile.</summary>
internal sealed class RollupSourceTests
{
    private const string LoadsSchema = """
        {"fields":[{"name":"generation","type":"STRING"},{"name":"brand_id","type":"STRING"},{"name":"source","type":"STRING"},
        {"name":"first_day","type":"DATE"},{"name":"data_through","type":"DATE"},{"name":"gaps","type":"DATE","mode":"REPEATED"}]}
        """;

    private static readonly TenantId s_aurora = TenantId.Parse("aurora");
    private static readonly WarehousePlace s_place = new(Questions.Dataset, "EU");
    private static readonly string s_project = Questions.Dataset.Project!; // it is named with its project

    private LoopbackBigQuery _server = null!; // made before each test, as are the services
    private ServiceProvider _services = null!;

    private IRollupSource Source => _services.GetRequiredKeyedService<IRollupSource>(WarehouseEngine.BigQuery);

    [SetUp]
    public async Task StartAsync()
    {
        _server = await LoopbackBigQuery.StartAsync(SharedOracle.Server);
        _server.AddDataset(s_project, Questions.Dataset.Name, "EU");
        foreach (var table in SharedOracle.Facts.Tables(Questions.Dataset))
            _server.Fill(s_project, Questions.Dataset.Name, table.Table.Name[(Questions.Dataset.Value.Length + 1)..], table);

        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IWarehousePlaces, OwnDataset>()
            .AddSingleton<IQueryBudget, OpenBudget>()
            .AddSingleton<ITenantWarehouses>(new OneWarehouse(new TenantWarehouse(WarehouseEngine.BigQuery, s_place, s_place)))
            .AddPulsepointGoogle(new PubSubOptions(), new BigQueryOptions { EmulatorHost = _server.Host })
            .BuildServiceProvider();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Everything_is_summed_as_DuckDb_does()
    {
        Load("g1");

        var batch = await Source.ReadAsync(s_aurora, touched: null, CancellationToken.None);

        batch.State.Generation.Should().Be("g1");
        batch.Touched.Should().BeNull();
        foreach (var table in RollupTables.All)
            RollupLines.Of(batch[table.Name]).Should().Equal(RollupLines.Of(SharedOracle.Facts.Run(table, new DateRange(new LocalDate(1, 1, 1), new LocalDate(9999, 12, 31)))), table.Name);
    }

    [Test]
    public async Task Touched_days_are_summed_with_the_months_that_they_lie_in()
    {
        Load("g2");
        var days = new DateRange(new LocalDate(2025, 12, 29), new LocalDate(2026, 1, 2));

        var batch = await Source.ReadAsync(s_aurora, new TouchedDays("g1", "g2", days), CancellationToken.None);

        batch.Touched.Should().NotBeNull();
        batch["sales_daily"].Days("event_date").Should().NotBeEmpty().And.OnlyContain(d => days.Contains(LocalDate.FromDateOnly(d)));
        RollupLines.Of(batch["sales_monthly"]).Should().Equal(RollupLines.Of(SharedOracle.Facts.Run(RollupTables.Named("sales_monthly"), days.ToWholeMonths())));
    }

    [Test]
    public async Task Days_of_another_generation_than_the_loaded_one_are_not_trusted()
    {
        Load("g3");

        var batch = await Source.ReadAsync(s_aurora, new TouchedDays("g1", "g2", new DateRange(new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 1))), CancellationToken.None);

        batch.Touched.Should().BeNull();
        batch["fx_rates_daily"].Count.Should().Be(83);
    }

    [Test]
    public async Task A_load_in_the_middle_is_noticed_and_all_is_summed_again()
    {
        Load("g1");
        _server.Faults.OnRequest = OnceAtAJob(() => Load("g2"));

        var batch = await Source.ReadAsync(s_aurora, touched: null, CancellationToken.None);

        batch.State.Generation.Should().Be("g2");
        _server.Jobs.Should().Be(2 * RollupTables.All.Count);
    }

    [Test]
    public async Task Loads_time_and_again_are_a_refusal()
    {
        Load("g1");
        var next = 2;
        _server.Faults.OnRequest = request =>
        {
            if (IsJob(request))
                Load($"g{next++}");
        };

        var act = () => Source.ReadAsync(s_aurora, touched: null, CancellationToken.None);

        (await act.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
    }

    [Test]
    public async Task Each_sum_says_what_it_may_be_billed_and_for_whom()
    {
        Load("g1");

        await Source.ReadAsync(s_aurora, touched: null, CancellationToken.None);

        var jobs = _server.Requests.Where(r => IsJob($"{r.Method} {r.Path}")).Select(r => Encoding.UTF8.GetString(r.Body.Span)).ToList();
        jobs.Should().HaveCount(RollupTables.All.Count).And.OnlyContain(b =>
            b.Contains("\"maximumBytesBilled\":\"274877906944\"", StringComparison.Ordinal) && b.Contains("\"tenant\":\"aurora\"", StringComparison.Ordinal));
    }

    [Test]
    public async Task Nothing_that_is_loaded_is_a_refusal_and_no_generation()
    {
        (await Source.GenerationAsync(s_aurora, CancellationToken.None)).Should().BeNull();

        var act = () => Source.ReadAsync(s_aurora, touched: null, CancellationToken.None);

        (await act.Should().ThrowAsync<RefusalException>()).Which.NextStep.Should().Contain("tenant move");
    }

    private static bool IsJob(string request) => request.StartsWith("POST", StringComparison.Ordinal) && request.EndsWith("/jobs", StringComparison.Ordinal);

    private static Action<string> OnceAtAJob(Action then)
    {
        var isDone = false;
        return request =>
        {
            if (isDone || !IsJob(request))
                return;

            isDone = true;
            then();
        };
    }

    private void Load(string generation)
    {
        _server.RemoveTable(s_project, Questions.Dataset.Name, "loads");
        _server.AddTable(
            s_project, Questions.Dataset.Name, "loads", LoadsSchema,
            $$"""{"generation":"{{generation}}","brand_id":"luma-skin","source":"shopify","first_day":"2025-11-24","data_through":"2026-02-10","gaps":[]}""");
    }
}
