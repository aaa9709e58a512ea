using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Values;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Answers;

/// <summary>Values through the real reader, on real Postgres and DuckDB, against the books that plain C# added up.</summary>
internal sealed class ValueTests
{
    private static readonly IReadOnlyList<string> s_dimensions = [.. MetricCatalogue.Instance.Dimensions.Select(d => d.Id)];

    private DemoTenantsFixture _demo = null!; // made in OneTimeSetUp

    [OneTimeSetUp]
    public async Task MakeDemoAsync() => _demo = await DemoTenantsFixture.SharedAsync();

    [Test]
    public async Task Every_group_of_the_second_aggregation_is_a_value_of_its_brand(
        [Values("aurora", "borealis", "cinder")] string tenant,
        [Values("country", "sales_channel", "marketing_channel", "customer_type", "product", "platform", "device", "campaign")] string dimension)
    {
        var book = _demo.Answers(tenant);

        var list = await AskAsync(_demo.Analyst(tenant), new ValueRequest(dimension, Limit: ValueChecker.MaxLimit));

        list.IsTruncated.Should().BeFalse();
        foreach (var brand in book.Brands.Where(b => b != AnswerBook.AllBrands))
            list.Values.Where(v => v.Brands.Any(b => b.Value == brand)).Select(v => v.Value).Should().Contain(book.Groups(brand, dimension).Where(g => g != "(none)"), brand);
    }

    [TestCaseSource(nameof(s_dimensions))]
    public async Task A_key_for_one_brand_gets_that_brands_values_alone(string dimension)
    {
        var luma = _demo.Keys("aurora").First(k => k.Name == "luma-only").Context;

        var own = await WholeAsync(luma, new ValueRequest(dimension));
        var named = await WholeAsync(_demo.Analyst("aurora"), new ValueRequest(dimension, Brands: ["luma-skin"]));

        own.Should().NotBeEmpty().And.OnlyContain(v => v.Brands.Count == 1 && v.Brands[0].Value == "luma-skin");
        own.Should().BeEquivalentTo(named, o => o.WithStrictOrdering());
    }

    [TestCase("product")]
    [TestCase("sku")]
    [TestCase("campaign")]
    [TestCase("ad_group")]
    [TestCase("brand")]
    public async Task No_tenant_and_no_other_brand_sees_a_name_of_anothers(string dimension)
    {
        var luma = await NamesAsync(_demo.Keys("aurora").First(k => k.Name == "luma-only").Context, dimension);
        var peakform = await NamesAsync(_demo.Analyst("aurora"), dimension, "peakform");
        var aurora = await NamesAsync(_demo.Analyst("aurora"), dimension);
        var borealis = await NamesAsync(_demo.Analyst("borealis"), dimension);
        var cinder = await NamesAsync(_demo.Analyst("cinder"), dimension);

        new[] { luma, peakform, aurora, borealis, cinder }.Should().OnlyContain(names => names.Count > 0);
        aurora.Should().Contain(luma).And.Contain(peakform);
        luma.Should().NotIntersectWith(peakform);
        aurora.Should().NotIntersectWith(borealis).And.NotIntersectWith(cinder);
        borealis.Should().NotIntersectWith(cinder);
    }

    [TestCase("campaign")]
    [TestCase("campaign_type")]
    [TestCase("platform")]
    [TestCase("sales_channel")]
    [TestCase("customer_type")]
    [TestCase("device")]
    public async Task Roll_ups_and_facts_have_the_same_values(string dimension)
    {
        var facts = new ValueReader(
            _demo.Services.GetRequiredService<ITenantProfiles>(), _demo.Services.GetServices<IWarehouse>().Where(w => w.Engine is WarehouseEngine.DuckDb));

        foreach (var search in new[] { null, "e", "ON" })
        {
            var request = new ValueRequest(dimension, search, Limit: ValueChecker.MaxLimit);
            var rolled = await AskAsync(_demo.Analyst("aurora"), request);
            var whole = await facts.ReadAsync(_demo.Analyst("aurora"), Contexts.Answer(), request, CancellationToken.None);

            (rolled.Engine, whole.Engine).Should().Be((WarehouseEngine.Postgres, WarehouseEngine.DuckDb));
            rolled.Should().BeEquivalentTo(whole, o => o.WithStrictOrdering().Excluding(list => list.Engine), search);
        }
    }

    [Test]
    public async Task A_campaign_that_ended_says_when()
    {
        var list = await AskAsync(_demo.Analyst("aurora"), new ValueRequest("campaign", "peak - broad test"));

        list.Values.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new DimensionValue("Peak - Broad Test", [BrandId.Parse("peakform")], new LocalDate(2026, 11, 15)));
        (await AskAsync(_demo.Analyst("aurora"), new ValueRequest("campaign"))).Values[0].LastSeen.Should().Be(new LocalDate(2026, 11, 23));
    }

    [Test]
    public async Task The_best_match_comes_first()
    {
        var equal = await AskAsync(_demo.Analyst("aurora"), new ValueRequest("product_type", "CREAM"));
        var inside = await AskAsync(_demo.Analyst("aurora"), new ValueRequest("product", "s", Brands: ["luma-skin"]));

        equal.Values[0].Value.Should().Be("cream");
        inside.Values[0].Value.Should().Be("SPF 50 Daily Shield", "it begins with the text");
        inside.Values.Should().HaveCountGreaterThan(3).And.OnlyContain(v => v.Value.Contains('s', StringComparison.OrdinalIgnoreCase));
    }

    [TestCase("product", "%")]
    [TestCase("product", "_")]
    [TestCase("product", "' or '1'='1")]
    [TestCase("campaign", "%")]
    [TestCase("campaign", "_")]
    [TestCase("campaign", "' or '1'='1")]
    [TestCase("campaign", "\\")]
    public async Task A_wildcard_is_text_that_no_value_has(string dimension, string search)
    {
        var list = await AskAsync(_demo.Analyst("aurora"), new ValueRequest(dimension, search));

        (list.Match, list.Values.Count).Should().Be((ValueMatch.Nearest, 0));
    }

    [TestCase("product", "glow sreum", "Glow Serum")]
    [TestCase("campaign", "luma brand serch", "Luma - Brand Search")]
    [TestCase("sales_channel", "on-line store", "online_store")]
    public async Task A_name_that_no_value_contains_finds_the_nearest(string dimension, string search, string meant)
    {
        var list = await AskAsync(_demo.Analyst("aurora"), new ValueRequest(dimension, search));

        list.Match.Should().Be(ValueMatch.Nearest);
        list.Values[0].Value.Should().Be(meant);
    }

    [Test]
    public async Task A_limit_cuts_and_says_so()
    {
        var list = await AskAsync(_demo.Analyst("aurora"), new ValueRequest("sku", Limit: 7));

        list.Values.Should().HaveCount(7);
        list.IsTruncated.Should().BeTrue();
    }

    [TestCase("product", null)]
    [TestCase("product", "e")]
    [TestCase("campaign", null)]
    [TestCase("campaign", "l")]
    [TestCase("discount_code", null)]
    [TestCase("country", null)]
    [TestCase("brand", null)]
    public async Task Pages_put_together_are_the_list(string dimension, string? search)
    {
        var whole = await AskAsync(_demo.Analyst("aurora"), new ValueRequest(dimension, search, Limit: ValueChecker.MaxLimit));
        List<DimensionValue> paged = [];
        ValueList page;
        do
        {
            page = await AskAsync(_demo.Analyst("aurora"), new ValueRequest(dimension, search, Limit: 2, After: paged.Count == 0 ? null : new ValuePlace(paged[^1].Value, paged[^1].LastSeen)));
            paged.AddRange(page.Values);
        }
        while (page.IsTruncated);

        whole.Values.Should().HaveCountGreaterThan(2);
        paged.Should().BeEquivalentTo(whole.Values, o => o.WithStrictOrdering());
    }

    private Task<ValueList> AskAsync(TenantContext tenant, ValueRequest request) =>
        _demo.Services.GetRequiredService<ValueReader>().ReadAsync(tenant, Contexts.Answer(), request, CancellationToken.None);

    private async Task<IReadOnlyList<DimensionValue>> WholeAsync(TenantContext tenant, ValueRequest request)
    {
        var list = await AskAsync(tenant, request with { Limit = ValueChecker.MaxLimit });
        list.IsTruncated.Should().BeFalse(request.Dimension);
        return list.Values;
    }

    private async Task<IReadOnlyList<string>> NamesAsync(TenantContext tenant, string dimension, string? brand = null) =>
        [.. (await WholeAsync(tenant, new ValueRequest(dimension, Brands: brand is null ? null : [brand]))).Select(v => v.Value)];
}
