using System.Globalization;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Answers;

/// <summary>Questions through the real reader, on real Postgres and DuckDB, against the answers that plain C# added up.</summary>
internal sealed class AnswerTests
{
    private const int MetricsAtOnce = 10;
    private static readonly string[] s_grains = ["day", "week", "month"];

    private DemoTenantsFixture _demo = null!; // made in OneTimeSetUp

    [OneTimeSetUp]
    public async Task MakeDemoAsync() => _demo = await DemoTenantsFixture.SharedAsync();

    [Test]
    public async Task Every_metric_by_every_cut_equals_the_second_aggregation(
        [Values("aurora", "borealis", "cinder")] string tenant,
        [Values("day", "week", "month", "country", "sales_channel", "marketing_channel", "customer_type", "product", "platform", "device", "campaign")] string cut)
    {
        var book = _demo.Answers(tenant);
        List<string> wrong = [];
        var compared = 0;

        foreach (var brand in book.Brands)
        {
            foreach (var metrics in Compatible(book.Metrics(brand, cut), cut))
            {
                var result = await AskAsync(tenant, book, brand, metrics, cut);
                compared += Compare(book, brand, cut, metrics, result, wrong);
            }
        }

        wrong.Should().BeEmpty();
        compared.Should().BeGreaterThan(0);
    }

    [Test]
    public async Task Totals_equal_the_second_aggregation([Values("aurora", "borealis", "cinder")] string tenant)
    {
        var book = _demo.Answers(tenant);

        foreach (var brand in book.Brands)
        {
            foreach (var metrics in book.Metrics(brand, "total").Chunk(MetricsAtOnce))
            {
                var result = await AskAsync(tenant, book, brand, metrics, cut: null);
                foreach (var metric in metrics)
                    result.Totals[metric].Should().Be(Number(book.Total(brand, metric)), $"{metric} of {brand}");
            }
        }
    }

    [Test]
    public async Task Each_brand_beside_the_others_equals_the_brand_alone([Values("aurora", "borealis", "cinder")] string tenant)
    {
        var book = _demo.Answers(tenant);

        foreach (var metrics in book.Metrics(AnswerBook.AllBrands, "total").Chunk(MetricsAtOnce))
        {
            var result = await AskAsync(tenant, book, AnswerBook.AllBrands, metrics, "brand");
            foreach (var row in result.Rows)
            {
                var brand = row[0].Text!;
                for (var i = 0; i < metrics.Length; i++)
                {
                    // Beside others a brand's money is converted; alone it is not.
                    if (book.Currency(brand) == book.ReportingCurrency)
                        row[i + 1].Number.Should().Be(Number(book.Total(brand, metrics[i])), $"{metrics[i]} of {brand}");
                }
            }
        }
    }

    [Test]
    public async Task A_key_for_one_brand_answers_for_that_brand_alone()
    {
        var luma = _demo.Keys("aurora").First(k => k.Name == "luma-only").Context;
        var book = _demo.Answers("aurora");

        var result = await Reader.ReadAsync(luma, Contexts.Answer(), new MetricRequest { Metrics = ["net_sales"], Time = new RequestTime(null, book.From, book.To) }, CancellationToken.None);

        result.Totals["net_sales"].Should().Be(Number(book.Total("luma-skin", "net_sales")));
        result.Provenance.Query.Brands.Select(b => b.Id.Value).Should().Equal("luma-skin");
    }

    [TestCase("kestrel-coffee")]
    [TestCase("peakform")]
    [TestCase("no-such-brand")]
    public async Task A_foreign_a_forbidden_and_an_unknown_brand_cannot_be_told_apart(string brand)
    {
        var luma = _demo.Keys("aurora").First(k => k.Name == "luma-only").Context;

        var ask = () => Reader.ReadAsync(luma, Contexts.Answer(), new MetricRequest { Metrics = ["net_sales"], Brands = [brand] }, CancellationToken.None);

        var refusal = (await ask.Should().ThrowAsync<RefusalException>()).Which;
        (refusal.Code, refusal.Message).Should().Be((RefusalCode.BrandUnknown, "One of the brands is not known to this key."));
    }

    private MetricReader Reader => _demo.Services.GetRequiredService<MetricReader>();

    private Task<MetricResult> AskAsync(string tenant, AnswerBook book, string brand, IReadOnlyList<string> metrics, string? cut) =>
        Reader.ReadAsync(
            _demo.Analyst(tenant),
            Contexts.Answer(),
            new MetricRequest
            {
                Metrics = metrics,
                Grain = cut is not null && s_grains.Contains(cut) ? cut : null,
                Dimensions = cut is null || s_grains.Contains(cut) ? [] : [cut],
                Brands = brand == AnswerBook.AllBrands ? null : [brand],
                Time = new RequestTime(null, book.From, book.To),
            },
            CancellationToken.None);

    /// <summary>Metrics that can be asked for together: of one group, so that each keeps its own dimensions.</summary>
    private static IEnumerable<string[]> Compatible(IEnumerable<string> metrics, string cut) => metrics
        .Select(m => MetricCatalogue.Instance.FindMetric(m)!)
        .Where(m => s_grains.Contains(cut) || m.Dimensions.Contains(cut))
        .GroupBy(m => m.Group)
        .SelectMany(g => g.Select(m => m.Id).Chunk(MetricsAtOnce));

    private static int Compare(AnswerBook book, string brand, string cut, string[] metrics, MetricResult result, List<string> wrong)
    {
        var rows = result.Rows.ToDictionary(r => r[0].Text ?? "(none)", r => r);
        var groups = book.Groups(brand, cut);
        wrong.AddRange(rows.Keys.Except(groups)
            .SelectMany(g => metrics.Where((m, i) => !IsRefundOfNoProduct(m, g, cut) && rows[g][i + 1].Number is not (null or 0m)).Select(m => $"{m} of {brand} by {cut}: {g} is not in the book")));
        var compared = 0;
        foreach (var group in groups)
        {
            for (var i = 0; i < metrics.Length; i++)
            {
                var expected = Number(book.Value(brand, cut, group, metrics[i]));
                var actual = rows.TryGetValue(group, out var row) ? row[i + 1].Number : 0m;
                if (actual != expected && !(row is null && expected is null))
                    wrong.Add($"{metrics[i]} of {brand} by {cut} {group}: {actual} instead of {expected}");
                compared++;
            }
        }

        return compared;
    }

    /// <summary>Shipping that was paid back belongs to no product; the book lists products only.</summary>
    private static bool IsRefundOfNoProduct(string metric, string group, string cut) => (metric, group, cut) == ("refund_amount", "(none)", "product");

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
