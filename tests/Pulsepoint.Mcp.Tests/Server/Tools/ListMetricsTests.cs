using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

[TestFixture]
public sealed class ListMetricsTests : ServerFixture
{
    [Test]
    public async Task Every_metric_of_the_catalogue_is_listed_with_its_definition()
    {
        var content = Content(await Start().CallAsync("list_metrics"));

        content.GetProperty("metrics").EnumerateArray().Select(m => m.GetProperty("id").GetString())
            .Should().Equal(MetricCatalogue.Instance.Metrics.Select(m => m.Id));
        content.GetProperty("metrics")[0].GetProperty("formula").GetString().Should().Be(MetricCatalogue.Instance.Metrics[0].Formula);
    }

    [Test]
    public async Task The_dimensions_of_a_metric_follow_from_its_group_and_what_it_lacks()
    {
        var content = Content(await Start().CallAsync("list_metrics"));

        foreach (var listed in content.GetProperty("metrics").EnumerateArray())
        {
            var metric = MetricCatalogue.Instance.FindMetric(listed.GetProperty("id").GetString()!)!;
            var lacks = listed.TryGetProperty("not_by", out var notBy) ? Texts(notBy) : [];
            Texts(content.GetProperty("dimensions_by_group").GetProperty(metric.Group)).Except(lacks).Should().BeEquivalentTo(metric.Dimensions, metric.Id);
        }
    }

    [Test]
    public async Task A_group_is_told_in_detail()
    {
        var content = Content(await Start().CallAsync("list_metrics", """{"group":"ads"}"""));

        content.GetProperty("metrics").EnumerateArray().Should().OnlyContain(m => m.GetProperty("group").GetString() == "ads");
        content.GetProperty("metrics").EnumerateArray().Should().Contain(m => m.GetRawText().Contains("\"synonyms\"", StringComparison.Ordinal));
        content.GetProperty("dimension_values").TryGetProperty("platform", out _).Should().BeTrue();
    }

    [Test]
    public async Task A_search_looks_at_synonyms_too()
    {
        var metric = MetricCatalogue.Instance.Metrics.First(m => m.Synonyms.Count > 0);

        var content = Content(await Start().CallAsync("list_metrics", $$"""{"search":"{{metric.Synonyms[0].ToUpperInvariant()}}"}"""));

        content.GetProperty("metrics").EnumerateArray().Select(m => m.GetProperty("id").GetString()).Should().Contain(metric.Id);
    }

    [TestCase("returns rate", "return_rate")]
    [TestCase("net sales", "net_sales")]
    [TestCase("what does a new customer cost", "ncac")]
    [TestCase("ROAS", "blended_roas")]
    public async Task A_search_of_several_words_shows_the_best_match_first(string search, string first)
    {
        var content = Content(await Start().CallAsync("list_metrics", $$"""{"search":"{{search}}"}"""));

        content.GetProperty("metrics")[0].GetProperty("id").GetString().Should().Be(first);
    }

    [Test]
    public async Task A_search_that_finds_nothing_says_so()
    {
        var content = Content(await Start().CallAsync("list_metrics", """{"search":"zebra"}"""));

        content.GetProperty("metrics").GetArrayLength().Should().Be(0);
        content.GetProperty("summary").GetString().Should().Contain("No metric");
    }

    [TestCase("{}")]
    [TestCase("""{"group":"sales"}""")]
    [TestCase("""{"group":"ads"}""")]
    [TestCase("""{"group":"blended"}""")]
    [TestCase("""{"group":"cohort"}""")]
    [TestCase("""{"search":"sales"}""")]
    public async Task Both_forms_stay_within_the_budget(string arguments)
    {
        var answer = await Start().CallAsync("list_metrics", arguments);

        O200k.OfStructured(answer).Should().BeLessThanOrEqualTo(2_000);
        O200k.OfText(answer).Should().BeLessThanOrEqualTo(2_000);
    }

    private static JsonElement Content(JsonElement answer) => answer.GetProperty("result").GetProperty("structuredContent");

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(t => t.GetString()!);
}
