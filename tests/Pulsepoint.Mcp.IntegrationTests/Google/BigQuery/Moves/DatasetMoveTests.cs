using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery.Moves;

/// <summary>The whole way of a tenant's facts from this machine into its dataset and back.</summary>
internal sealed class DatasetMoveTests
{
    private static readonly RequestTime s_days = new(null, "2026-10-30", "2026-11-02");

    private static readonly MetricRequest[] s_questions =
    [
        new() { Metrics = ["net_sales", "orders", "units_sold", "cogs"], Dimensions = ["country"], Time = s_days, Grain = "day" },
        new() { Metrics = ["total_sales", "refund_amount", "cancelled_orders"], Dimensions = ["sales_channel", "customer_type"], Time = s_days },
        new() { Metrics = ["customers", "returning_customers"], Dimensions = ["region"], Time = s_days },
        new() { Metrics = ["ad_spend", "platform_conversions", "ctr"], Dimensions = ["campaign"], Time = s_days },
        new() { Metrics = ["sessions", "conversion_rate"], Dimensions = ["device", "marketing_channel"], Time = s_days },
        new() { Metrics = ["gross_sales", "returns"], Dimensions = ["sku"], Time = s_days, IsInReportingCurrency = true },
        new() { Metrics = ["mer", "ncac"], Dimensions = ["brand"], Time = s_days },
    ];

    private MoveScene _scene = null!; // made before each test

    [SetUp]
    public async Task StartAsync() => _scene = await MoveScene.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _scene.DisposeAsync();

    [Test]
    public async Task Questions_get_the_same_answers_from_the_dataset_as_from_the_snapshot()
    {
        var key = await _scene.KeyAsync();
        List<string> before = [];
        foreach (var question in s_questions)
            before.Add(AnswerText.Of(await _scene.Reader(WarehouseEngine.DuckDb).ReadAsync(key, Contexts.Answer(BigQueryScene.Patience), question, CancellationToken.None)));

        await MoveAsync();

        for (var i = 0; i < s_questions.Length; i++)
            AnswerText.Of(await _scene.Reader(WarehouseEngine.BigQuery).ReadAsync(key, Contexts.Answer(BigQueryScene.Patience), s_questions[i], CancellationToken.None)).Should().Be(before[i]);
        before.Should().OnlyContain(a => a.Length > 80, "an agreement about nothing says nothing");
    }

    [Test]
    public async Task A_move_leaves_facts_roll_ups_row_and_record_of_one_generation_and_nothing_else()
    {
        await MoveAsync();

        (await _scene.Loader.DescribeAsync(MoveScene.Place, CancellationToken.None))!.Generation.Should().Be(_scene.Generation);
        (await _scene.Database.Get<IRollupStore>().GenerationAsync(MoveScene.Cinder, CancellationToken.None)).Should().Be(_scene.Generation);
        (await FindAsync()).Should().Be(new TenantWarehouse(WarehouseEngine.BigQuery, MoveScene.Place, MoveScene.Place));
        (await _scene.AuditAsync("tenant.move")).Should().ContainSingle().Which.Should().Contain(_scene.Generation).And.Contain(MoveScene.Place.ToString());
        _scene.Server.Tables(MoveScene.Project, MoveScene.Dataset).Should().NotContain(t => t.StartsWith("loading_", StringComparison.Ordinal));
        Directory.Exists(Path.Combine(_scene.Folder, "export")).Should().BeFalse();
    }

    [Test]
    public async Task A_plan_changes_nothing()
    {
        var tables = _scene.Server.Tables(MoveScene.Project, MoveScene.Dataset);

        var plan = await _scene.Move.PlanAsync(MoveScene.Cinder, CancellationToken.None);

        plan.NeedsLoad.Should().BeTrue();
        plan.Loaded.Should().BeNull();
        plan.Tables.Single(t => t.Name == "orders").Should().Match<MovedTable>(t => t.Rows > 50 && t.Parts == 2);
        _scene.Server.Tables(MoveScene.Project, MoveScene.Dataset).Should().Equal(tables);
        _scene.Server.Jobs.Should().Be(0);
        (await FindAsync()).Engine.Should().Be(WarehouseEngine.DuckDb);
    }

    [Test]
    public async Task A_second_move_finds_nothing_to_do()
    {
        await MoveAsync();
        var jobs = _scene.Server.Jobs;

        var plan = await MoveAsync();

        plan.IsDone.Should().BeTrue();
        _scene.Server.Jobs.Should().Be(jobs);
        (await _scene.AuditAsync("tenant.move")).Should().ContainSingle();
    }

    [Test]
    public async Task A_row_that_is_missing_stops_the_move_with_table_day_and_both_numbers()
    {
        _scene.Server.Faults.OnRequest = _ => _scene.Server.DropRow(MoveScene.Project, MoveScene.Dataset, "order_lines");

        var moving = () => MoveAsync();

        (await moving.Should().ThrowAsync<RefusalException>()).Which.Message.Should()
            .MatchRegex(@"order_lines, 2026-1[01]-\d\d, (embermade|rowan-tea), rows: \d+ in the snapshot, (\d+|nothing) in the dataset");
        (await FindAsync()).Engine.Should().Be(WarehouseEngine.DuckDb);
        (await _scene.AuditAsync("tenant.move")).Should().BeEmpty();
    }

    [TestCase("update `acme.pulsepoint_cinder.order_lines` set gross = gross + 0.01 where order_date = '2026-11-01' and line_id in (select min(line_id) from `acme.pulsepoint_cinder.order_lines` where order_date = '2026-11-01')")]
    [TestCase("update `acme.pulsepoint_cinder.orders` set cancel_date = null where cancel_date is not null and order_date >= '2026-10-01'")]
    [TestCase("delete from `acme.pulsepoint_cinder.fx_rates_daily` where date = '2026-11-01'")]
    public async Task What_somebody_changed_in_a_dataset_that_was_loaded_is_found_and_loaded_anew(string change)
    {
        await LoadAsync();
        await _scene.Queries.RunAsync(Caller.Operator, new Statement { Project = MoveScene.Project, Sql = change }, CancellationToken.None);
        var jobs = _scene.Server.Jobs;

        await MoveAsync();

        (await FindAsync()).Engine.Should().Be(WarehouseEngine.BigQuery);
        _scene.Server.Jobs.Should().BeGreaterThan(jobs + 32, "all parts were sent again");
        await ShouldAgreeAsync();
    }

    [Test]
    public async Task A_load_of_some_days_replaces_them_and_leaves_the_others_alone()
    {
        await MoveAsync();
        var (since, all) = (_scene.Generation, Uploads());
        await _scene.PublishChangedAsync(
            "update order_lines set gross = gross + 1 where order_date = '2026-11-02'",
            "delete from refund_lines where refund_date = '2026-11-01'",
            "update orders set cancelled_at = '2026-11-02', cancel_date = '2026-11-02' where order_date = '2026-11-01' and cancel_date is null",
            "update cohort_days set value = value + 1 where event_date = '2026-10-30'",
            "update dim_products set unit_cost = 1");
        var days = new DateRange(new LocalDate(2026, 11, 1), new LocalDate(2026, 11, 2));

        await _scene.Move.MoveAsync(MoveScene.Cinder, new TouchedDays(since, _scene.Generation, days), progress: null, CancellationToken.None);

        (await _scene.Loader.DescribeAsync(MoveScene.Place, CancellationToken.None))!.Generation.Should().Be(_scene.Generation);
        (await _scene.Database.Get<IRollupStore>().GenerationAsync(MoveScene.Cinder, CancellationToken.None)).Should().Be(_scene.Generation);
        (Uploads() - all).Should().BeLessThan(all, "October's orders are not sent again");
        await ShouldAgreeAsync();
    }

    [Test]
    public async Task A_load_of_some_days_takes_up_nothing_that_a_whole_load_of_the_same_generation_left()
    {
        await using var snapshot = await _scene.Snapshots.OpenAsync(MoveScene.Cinder, CancellationToken.None);
        var whole = new FactLoad(MoveScene.Cinder, MoveScene.Place, snapshot!, Days: null); // it is published
        await _scene.Loader.SendAsync(whole, progress: null, CancellationToken.None);
        var some = whole with { Days = new DateRange(new LocalDate(2026, 11, 2), new LocalDate(2026, 11, 2)) };

        var sent = await _scene.Loader.SendAsync(some, progress: null, CancellationToken.None);

        foreach (var table in FactLoad.Tables)
        {
            var expected = await whole.Snapshot.TallyAsync(table, some.DaysOf(table), CancellationToken.None);
            TallyDifference.Of(table, expected, await sent.TallyAsync(table, CancellationToken.None)).Should().BeNull();
        }
    }

    [Test]
    public async Task Facts_go_back_to_the_snapshot_that_has_the_same()
    {
        await MoveAsync();

        (await _scene.Move.ReturnAsync(MoveScene.Cinder, CancellationToken.None)).Should().BeTrue();

        (await FindAsync()).Should().Be(new TenantWarehouse(WarehouseEngine.DuckDb, null, MoveScene.Place));
        (await _scene.Move.ReturnAsync(MoveScene.Cinder, CancellationToken.None)).Should().BeFalse();
        (await _scene.AuditAsync("tenant.move")).Should().HaveCount(2);
    }

    [Test]
    public async Task Facts_do_not_go_back_to_a_snapshot_that_has_others()
    {
        await MoveAsync();
        await _scene.PublishNextAsync();

        var returning = () => _scene.Move.ReturnAsync(MoveScene.Cinder, CancellationToken.None);

        (await returning.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain(_scene.Generation).And.Contain("would be lost");
        (await FindAsync()).Engine.Should().Be(WarehouseEngine.BigQuery);
    }

    [Test]
    public async Task Without_a_provisioned_dataset_nothing_moves()
    {
        var moving = () => _scene.Move.MoveAsync(MoveScene.Borealis, touched: null, progress: null, CancellationToken.None);

        (await moving.Should().ThrowAsync<RefusalException>()).Which.NextStep.Should().Contain("tenant provision borealis");
    }

    private Task<MovePlan> MoveAsync() => _scene.Move.MoveAsync(MoveScene.Cinder, touched: null, progress: null, CancellationToken.None);

    private Task<TenantWarehouse> FindAsync() => _scene.Warehouses.FindAsync(MoveScene.Cinder, CancellationToken.None);

    private int Uploads() => _scene.Server.Requests.Count(r => r.Path.Contains("/upload/", StringComparison.Ordinal));

    private async Task LoadAsync()
    {
        await using var snapshot = await _scene.Snapshots.OpenAsync(MoveScene.Cinder, CancellationToken.None);
        await (await _scene.Loader.SendAsync(new FactLoad(MoveScene.Cinder, MoveScene.Place, snapshot!, Days: null), progress: null, CancellationToken.None)).ArriveAsync(CancellationToken.None); // it is published
    }

    private async Task ShouldAgreeAsync()
    {
        await using var snapshot = await _scene.Snapshots.OpenAsync(MoveScene.Cinder, CancellationToken.None);
        foreach (var table in FactLoad.Tables)
        {
            var expected = await snapshot!.TallyAsync(table, days: null, CancellationToken.None); // it is published
            TallyDifference.Of(table, expected, await _scene.Loader.TallyAsync(MoveScene.Cinder, MoveScene.Place, table, days: null, CancellationToken.None)).Should().BeNull();
        }
    }
}
