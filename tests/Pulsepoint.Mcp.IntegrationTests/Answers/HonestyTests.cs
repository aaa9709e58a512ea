using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Answers;

/// <summary>Answers that are right and would be read wrongly say so.</summary>
internal sealed class HonestyTests
{
    private static readonly MetricRequest s_lastMonth = new() { Metrics = ["net_sales"], Time = new RequestTime("last_month", null, null) };

    private DemoTenantsFixture _demo = null!; // made in OneTimeSetUp

    [OneTimeSetUp]
    public async Task MakeDemoAsync() => _demo = await DemoTenantsFixture.SharedAsync();

    [TestCase("region", "eq", "California")]
    [TestCase("product", "eq", "Nope Product")]
    [TestCase("country", "in", "XX")]
    [TestCase("product", "neq", "Glow Serumm")]
    [TestCase("product", "contains", "zzzz")]
    public async Task A_value_that_no_row_has_is_named_before_anything_else(string dimension, string op, string value)
    {
        var result = await AskAsync(s_lastMonth with { Filters = [new RequestFilter(dimension, op, [value])] });

        result.Warnings[0].Should().Contain($"'{value}'").And.Contain("list_values");
    }

    [Test]
    public async Task Of_several_values_only_the_misspelt_one_is_named()
    {
        var result = await AskAsync(s_lastMonth with { Filters = [new RequestFilter("product", "in", ["Glow Serum", "Nihgt Repair Cream"])] });

        result.Warnings[0].Should().Contain("'Nihgt Repair Cream'").And.NotContain("Glow Serum");
    }

    [TestCase("glow serum")]
    [TestCase("Glow Serum")]
    public async Task A_value_that_is_there_is_not_doubted(string value)
    {
        var result = await AskAsync(s_lastMonth with { Filters = [new RequestFilter("product", "in", [value])], Dimensions = ["country"] });

        result.Warnings.Should().NotContain(w => w.Contains("list_values", StringComparison.Ordinal));
    }

    [Test]
    public async Task Months_that_the_range_cuts_are_named_with_their_days_and_so_are_rows_of_unequal_days()
    {
        var result = await AskAsync(s_lastMonth with
        {
            Grain = "month",
            Time = new RequestTime(null, "2026-08-28", "2026-11-22"),
            Compare = new RequestCompare("custom", "2026-05-30", "2026-08-24"),
        });

        result.Warnings.Should().Contain("The range cuts a month: 2026-08-01 has 4 of its 31 days, 2026-11-01 has 22 of its 30 days. Do not read them as whole.");
        result.Warnings.Should().Contain(w => w.StartsWith("Rows compare unequal days: 2026-08-01 has 4 beside 2, ", StringComparison.Ordinal));
    }

    [Test]
    public async Task Whole_months_are_not_said_to_be_cut()
    {
        var result = await AskAsync(s_lastMonth with { Grain = "month", Time = new RequestTime(null, "2026-08-01", "2026-10-31"), Compare = new RequestCompare("previous_year", null, null) });

        result.Warnings.Should().NotContain(w => w.Contains("cuts", StringComparison.Ordinal) || w.Contains("unequal", StringComparison.Ordinal));
    }

    [TestCase("ad_spend")]
    [TestCase("mer")]
    public async Task Ads_by_country_say_that_some_are_missing(string metric)
    {
        const string Caveat = "Ad platforms do not name a country for every ad";

        var byCountry = await AskAsync(s_lastMonth with { Metrics = [metric], Dimensions = ["country"] });
        var whole = await AskAsync(s_lastMonth with { Metrics = [metric] });

        byCountry.Warnings.Should().Contain(w => w.StartsWith(Caveat, StringComparison.Ordinal));
        whole.Warnings.Should().NotContain(w => w.StartsWith(Caveat, StringComparison.Ordinal));
    }

    [Test]
    public async Task Retention_has_no_value_for_several_months_together()
    {
        var request = s_lastMonth with { Metrics = ["cohort_retention"], Dimensions = ["months_since_first"], Time = new RequestTime("last_year", null, null) };

        var all = await AskAsync(request);
        var sixth = await AskAsync(request with { Filters = [new RequestFilter("months_since_first", "eq", ["6"])] });

        all.Totals["cohort_retention"].Should().BeNull();
        all.Summary.Should().Contain("see the rows");
        sixth.Totals["cohort_retention"].Should().BeInRange(0.001m, 0.9m);
    }

    [Test]
    public async Task What_having_leaves_out_is_still_in_the_totals_and_that_is_said()
    {
        var result = await AskAsync(s_lastMonth with { Metrics = ["conversion_rate"], Dimensions = ["device"], Having = [new RequestFilter("conversion_rate", "gt", ["2.2"])] });

        result.Rows.Should().BeEmpty();
        result.Warnings.Should().Contain("having leaves out rows; headline and totals are of all. Rates are fractions there: 2.5 % is 0.025.");
    }

    [Test]
    public async Task Without_the_warehouse_a_question_that_needs_it_names_it_and_the_others_are_answered()
    {
        var sums = new MetricReader(
            _demo.Services.GetRequiredService<ITenantProfiles>(),
            _demo.Services.GetServices<IWarehouse>().Where(w => w.Engine == WarehouseEngine.Postgres),
            _demo.Services.GetRequiredService<BusinessClock>());

        var asking = () => sums.ReadAsync(_demo.Analyst("aurora"), Contexts.Answer(), s_lastMonth with { Metrics = ["customers"] }, CancellationToken.None);

        (await asking.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
        (await sums.ReadAsync(_demo.Analyst("aurora"), Contexts.Answer(), s_lastMonth, CancellationToken.None)).Totals["net_sales"].Should().BePositive();
    }

    private Task<MetricResult> AskAsync(MetricRequest request) => new MetricReader(
            _demo.Services.GetRequiredService<ITenantProfiles>(),
            _demo.Services.GetServices<IWarehouse>(),
            _demo.Services.GetRequiredService<BusinessClock>())
        .ReadAsync(_demo.Analyst("aurora"), Contexts.Answer(), request, CancellationToken.None);
}
