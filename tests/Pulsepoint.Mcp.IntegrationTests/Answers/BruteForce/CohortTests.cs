using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Answers.BruteForce;

/// <summary>Metrics about customers by their first order, against every single customer.</summary>
internal sealed class CohortTests
{
    private const string Brand = "embermade";

    private static readonly LocalDate s_from = new(2025, 9, 1);
    private static readonly LocalDate s_to = new(2026, 8, 31);

    private static readonly string[] s_byFirstOrder = ["ltv_30", "ltv_60", "ltv_90", "ltv_180", "ltv_365", "repeat_rate_90d"];

    private DemoTenantsFixture _demo = null!; // made in OneTimeSetUp
    private CohortTruth _truth = null!;

    [OneTimeSetUp]
    public async Task LoadAsync()
    {
        _demo = await DemoTenantsFixture.SharedAsync();
        var state = _demo.Services.GetRequiredService<StateFolder>();
        var through = (await AskAsync(["ltv_30"], [])).Provenance.DataThrough["shopify"];
        _truth = new CohortTruth(RawFacts.Load(state, TenantId.Parse("cinder")), Brand, through);
    }

    [TestCase("country")]
    [TestCase("marketing_channel")]
    [TestCase("cohort_month")]
    public async Task Worth_and_repeats_equal_those_of_every_customer(string dimension)
    {
        var result = await AskAsync(s_byFirstOrder, [dimension]);

        result.Rows.Should().HaveCountGreaterThan(2).And.OnlyContain(r => r[1].Number > 0m);
        foreach (var row in result.Rows)
        {
            for (var i = 0; i < s_byFirstOrder.Length; i++)
                ShouldBe(row[i + 1].Number, s_byFirstOrder[i], _truth.Value(s_byFirstOrder[i], s_from, s_to, first => first.Of(dimension) == row[0].Text));
        }
    }

    [Test]
    public async Task Worth_and_repeats_of_a_product_are_those_of_whoever_began_with_it()
    {
        var result = await AskAsync(s_byFirstOrder, ["product"]);
        var uncut = await AskAsync(s_byFirstOrder, []);

        result.Rows.Should().HaveCountGreaterThan(5).And.OnlyContain(r => r[1].Number > 0m);
        foreach (var row in result.Rows)
        {
            for (var i = 0; i < s_byFirstOrder.Length; i++)
                ShouldBe(row[i + 1].Number, s_byFirstOrder[i], _truth.Value(s_byFirstOrder[i], s_from, s_to, _ => true, product: row[0].Text));
        }

        result.Totals.Should().Equal(uncut.Totals, "who began with two products is one customer");
        result.Provenance.Source.Should().Be("duckdb:cohort_product_events+cohort_events");
        result.Warnings.Should().Contain(w => w.Contains("do not add up", StringComparison.Ordinal));
        uncut.Warnings.Should().NotContain(w => w.Contains("do not add up", StringComparison.Ordinal));
    }

    [Test]
    public async Task Retention_of_a_product_is_that_of_whoever_began_with_it()
    {
        var result = await AskAsync(["cohort_retention"], ["product", "months_since_first"]);

        result.Rows.Should().HaveCountGreaterThan(50);
        foreach (var row in result.Rows)
        {
            var month = int.Parse(row[1].Text!, System.Globalization.CultureInfo.InvariantCulture); // a key of every row
            ShouldBe(row[2].Number, "cohort_retention", _truth.Value("cohort_retention", s_from, s_to, _ => true, month, row[0].Text));
        }
    }

    [Test]
    public async Task Filtered_by_a_product_rows_and_totals_are_of_whoever_began_with_it()
    {
        var product = (await AskAsync(["ltv_90"], ["product"])).Rows[0][0].Text!; // it has a row

        var result = await AskAsync(["ltv_90"], ["country"], filters: new RequestFilter("product", "eq", [product]));

        ShouldBe(result.Totals["ltv_90"], "ltv_90", _truth.Value("ltv_90", s_from, s_to, _ => true, product: product));
        foreach (var row in result.Rows)
            ShouldBe(row[1].Number, "ltv_90", _truth.Value("ltv_90", s_from, s_to, first => first.Of("country") == row[0].Text, product: product));
    }

    [TestCase("in", "Glow Serum", "Hydra Mist")]
    [TestCase("neq", "Glow Serum")]
    [TestCase("contains", "e")]
    public async Task Filters_that_would_count_a_customer_twice_are_refused(string op, params string[] values)
    {
        var ask = () => AskAsync(["ltv_90"], [], filters: new RequestFilter("product", op, values));

        var refusal = (await ask.Should().ThrowAsync<RefusalException>()).Which;
        refusal.Code.Should().Be(RefusalCode.DimensionIncompatible);
        refusal.NextStep.Should().Contain("cut by product");
    }

    [Test]
    public async Task Totals_and_what_acquiring_cost_equal_those_of_every_customer()
    {
        string[] metrics = [.. s_byFirstOrder, "ltv_cac_ratio", "payback_months"];

        var result = await AskAsync(metrics, []);
        var months = await AskAsync(["ltv_cac_ratio", "payback_months"], ["cohort_month"]);

        result.Totals.Values.Should().OnlyContain(v => v > 0m);
        foreach (var metric in metrics)
            ShouldBe(result.Totals[metric], metric, _truth.Value(metric, s_from, s_to, _ => true));
        foreach (var row in months.Rows)
        {
            ShouldBe(row[1].Number, "ltv_cac_ratio", _truth.Value("ltv_cac_ratio", s_from, s_to, e => e.Of("cohort_month") == row[0].Text));
            ShouldBe(row[2].Number, "payback_months", _truth.Value("payback_months", s_from, s_to, e => e.Of("cohort_month") == row[0].Text));
        }
    }

    [Test]
    public async Task Retention_begins_at_all_and_comes_in_the_order_of_months()
    {
        var result = await AskAsync(["cohort_retention"], ["cohort_month", "months_since_first"]);

        var first = result.Rows.Where(r => r[0].Text == "2025-09").ToList();
        first.Select(r => int.Parse(r[1].Text!, System.Globalization.CultureInfo.InvariantCulture)).Should().Equal(Enumerable.Range(0, 15)); // a key of every row
        first[0][2].Number.Should().Be(1m);
        foreach (var row in result.Rows)
        {
            var month = int.Parse(row[1].Text!, System.Globalization.CultureInfo.InvariantCulture); // a key of every row
            ShouldBe(row[2].Number, "cohort_retention", _truth.Value("cohort_retention", s_from, s_to, e => e.Of("cohort_month") == row[0].Text, month));
        }
    }

    [Test]
    public async Task What_says_nothing_is_refused_with_what_to_do()
    {
        (await RefusalAsync(["cohort_retention"], ["cohort_month"], null)).NextStep.Should().Contain("months_since_first");
        (await RefusalAsync(["ltv_90"], [], "month")).NextStep.Should().Contain("cohort_month");
        (await RefusalAsync(["ltv_cac_ratio"], ["marketing_channel"], null)).NextStep.Should().Contain("cohort_month");
    }

    [Test]
    public async Task First_orders_whose_days_are_not_over_are_said_to_be_left_out()
    {
        var result = await AskAsync(["ltv_90"], [], new RequestTime(null, "2026-08-01", "2026-10-31"));

        result.Warnings.Should().Contain(w => w.StartsWith("ltv_90: only customers whose 90 days are over count: first orders through 2026-08-"));
    }

    private static void ShouldBe(decimal? actual, string metric, decimal? expected) =>
        actual.Should().Be(MetricRounding.Round(MetricCatalogue.Instance.FindMetric(metric)!, expected), metric); // a name of the catalogue

    private async Task<RefusalException> RefusalAsync(string[] metrics, string[] dimensions, string? grain)
    {
        var ask = () => Reader.ReadAsync(_demo.Analyst("cinder"), Contexts.Answer(), new MetricRequest { Metrics = metrics, Dimensions = dimensions, Grain = grain }, CancellationToken.None);
        var refusal = (await ask.Should().ThrowAsync<RefusalException>()).Which;
        refusal.Code.Should().Be(RefusalCode.DimensionIncompatible);
        return refusal;
    }

    private MetricReader Reader => _demo.Services.GetRequiredService<MetricReader>();

    private Task<MetricResult> AskAsync(string[] metrics, string[] dimensions, RequestTime? time = null, params RequestFilter[] filters) => Reader.ReadAsync(
        _demo.Analyst("cinder"),
        Contexts.Answer(),
        new MetricRequest { Metrics = metrics, Dimensions = dimensions, Filters = filters, Brands = [Brand], Time = time ?? new RequestTime(null, Iso(s_from), Iso(s_to)) },
        CancellationToken.None);

    private static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", null);
}
