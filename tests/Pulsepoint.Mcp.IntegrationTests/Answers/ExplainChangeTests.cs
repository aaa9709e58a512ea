using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Drivers;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Answers;

/// <summary>What is hidden in the demo data is found by asking why its metric changed.</summary>
internal sealed class ExplainChangeTests
{
    private DemoTenantsFixture _demo = null!; // made in OneTimeSetUp

    [OneTimeSetUp]
    public async Task MakeDemoAsync() => _demo = await DemoTenantsFixture.SharedAsync();

    [TestCase("conversion_rate", "peakform", "2026-09-08", "2026-09-14", "device", "mobile")]
    [TestCase("cpm", "luma-skin", "2026-07-20", "2026-07-26", "platform", "meta")]
    [TestCase("impressions", "luma-skin", "2026-07-20", "2026-07-26", "platform", "meta")]
    [TestCase("units_sold", "peakform", "2026-05-11", "2026-05-20", "product", "Flex Leggings")]
    [TestCase("return_rate", "luma-skin", "2026-06-01", "2026-06-30", "product", "SPF 50 Daily Shield")]
    public async Task A_planted_finding_is_the_first_driver_of_the_most_telling_dimension(
        string metric, string brand, string from, string to, string dimension, string member)
    {
        var explanation = await ExplainAsync(new ChangeRequest(metric, new RequestTime(null, from, to), Brands: [brand]));

        explanation.By!.Id.Should().Be(dimension, string.Join(", ", explanation.Tried.Select(t => $"{t.Dimension.Id} {t.Tells}")));
        explanation.Drivers[0].Member.Should().Be(member);
    }

    [Test]
    public async Task A_campaign_without_conversions_is_found_where_it_began()
    {
        var explanation = await ExplainAsync(new ChangeRequest("platform_roas", new RequestTime(null, "2026-10-05", "2026-11-15"), Brands: ["peakform"], By: "campaign"));

        var barren = explanation.Drivers.Single(d => d.Member == "Peak - Broad Test");
        barren.Now.Should().Be(0m);
        barren.Contribution.Should().BeNegative();
    }

    [TestCase("net_sales")]
    [TestCase("aov")]
    [TestCase("mer")]
    [TestCase("contribution_margin")]
    [TestCase("return_rate")]
    [TestCase("conversion_rate")]
    [TestCase("orders")]
    [TestCase("ad_spend")]
    [TestCase("ltv_30")]
    public async Task Drivers_add_up_to_the_change_that_is_shown(string metric)
    {
        foreach (var time in new RequestTime[] { new("last_week", null, null), new("last_month", null, null), new(null, "2026-05-01", "2026-06-30") })
        {
            var explanation = await ExplainAsync(new ChangeRequest(metric, time));
            var change = explanation.Result.Compare!.Change[metric].Absolute;
            if (explanation.By is null)
                continue;

            (explanation.Drivers.Sum(d => d.Contribution) + (explanation.Others?.Contribution ?? 0m)).Should().Be(change);
            explanation.Drivers.Where(d => d.Mix is not null && d.Mix + d.Rate != d.Contribution).Should().BeEmpty();
        }
    }

    [Test]
    public async Task Customers_who_are_counted_in_several_products_are_never_split_by_them()
    {
        var explanation = await ExplainAsync(new ChangeRequest("customers", new RequestTime("last_month", null, null)));

        explanation.Tried.Select(t => t.Dimension.Id).Should().Contain("country").And.NotContain(["product", "sku", "discount_code"]);
    }

    [TestCase("ad_spend")]
    [TestCase("mer")]
    public async Task Ads_by_country_which_are_not_the_whole_explain_nothing(string metric)
    {
        var explanation = await ExplainAsync(new ChangeRequest(metric, new RequestTime("last_month", null, null), By: "country"));

        explanation.By.Should().BeNull();
        explanation.Summary.Should().Contain("It cannot be split: its parts by country do not add up to it");
    }

    [Test]
    public async Task A_day_that_is_not_loaded_is_said_to_be_unknown()
    {
        var explanation = await ExplainAsync(new ChangeRequest("ad_spend", new RequestTime(null, "2026-10-12", "2026-10-12"), Brands: ["tidewell"]));

        explanation.Result.Warnings.Should().Contain(w => w.Contains("google", StringComparison.Ordinal));
    }

    [TestCase("payback_months", null, RefusalCode.ValueInvalid)]
    [TestCase("cohort_retention", null, RefusalCode.ValueInvalid)]
    [TestCase("ltv_90", "cohort_month", RefusalCode.DimensionIncompatible)]
    [TestCase("mer", "platform", RefusalCode.DimensionIncompatible)]
    [TestCase("no_such_metric", null, RefusalCode.MetricUnknown)]
    [TestCase("net_sales", "no_such_dimension", RefusalCode.DimensionUnknown)]
    public async Task What_cannot_be_explained_is_refused(string metric, string? by, RefusalCode code)
    {
        var explain = () => ExplainAsync(new ChangeRequest(metric, By: by));

        (await explain.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(code);
    }

    [TestCase("net_sales", 10)]
    [TestCase("return_rate", 10)]
    [TestCase("ad_spend", 6)]
    public async Task Each_side_of_the_whole_and_of_each_dimension_is_read_once(string metric, int dimensions)
    {
        List<CompiledQuery> asked = [];
        var explainer = new ChangeExplainer(
            _demo.Services.GetRequiredService<ITenantProfiles>(),
            _demo.Services.GetServices<IWarehouse>().Select(w => new CountingWarehouse(w, asked)),
            _demo.Services.GetRequiredService<BusinessClock>());

        var explanation = await explainer.ExplainAsync(_demo.Analyst("aurora"), Contexts.Answer(), new ChangeRequest(metric, new RequestTime("last_month", null, null)), CancellationToken.None);

        explanation.By.Should().NotBeNull();
        asked.Count.Should().Be(2 + (2 * dimensions));
    }

    private Task<ChangeExplanation> ExplainAsync(ChangeRequest request) =>
        _demo.Services.GetRequiredService<ChangeExplainer>().ExplainAsync(_demo.Analyst("aurora"), Contexts.Answer(), request, CancellationToken.None);
}
