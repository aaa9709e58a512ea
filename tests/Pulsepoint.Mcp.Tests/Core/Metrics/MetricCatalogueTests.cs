using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

internal sealed class MetricCatalogueTests
{
    private static readonly MetricCatalogue s_catalogue = MetricCatalogue.Instance;

    [Test]
    public void Every_metric_is_computed_in_one_way()
    {
        foreach (var metric in CatalogueFile.Read().Metrics)
            new object?[] { metric.Sum, metric.Ratio, metric.PaybackAges }.Should().ContainSingle(c => c != null, metric.Id);
    }

    [Test]
    public void Every_measure_of_a_metric_has_a_source_in_the_warehouse()
    {
        var known = s_catalogue.Sources.Where(s => s.Engines.Contains(WarehouseEngine.DuckDb)).SelectMany(s => s.Measures.Keys).ToHashSet();

        s_catalogue.Metrics.SelectMany(m => m.Measures).Should().OnlyContain(m => known.Contains(m));
    }

    [Test]
    public void Every_dimension_that_a_metric_allows_can_be_answered()
    {
        foreach (var metric in s_catalogue.Metrics)
        {
            foreach (var dimension in metric.Dimensions)
            {
                var query = Queries.Check(new MetricRequest { Metrics = [metric.Id], Dimensions = [.. metric.NeedsCut.Append(dimension).Distinct()] });
                QueryPlanner.Plan(query, WarehouseEngine.DuckDb).Should().NotBeNull($"{metric.Id} by {dimension}");
            }
        }
    }

    [Test]
    public void Roll_ups_name_only_measures_that_the_facts_have_too()
    {
        var facts = s_catalogue.Sources.Where(s => s.Engines.Contains(WarehouseEngine.DuckDb)).SelectMany(s => s.Measures.Keys).ToHashSet();

        s_catalogue.Sources.SelectMany(s => s.Measures.Keys).Should().OnlyContain(m => facts.Contains(m));
    }

    [Test]
    public void A_zero_denominator_gives_no_value_rather_than_zero()
    {
        var aov = s_catalogue.FindMetric("aov")!;

        aov.Evaluate(_ => 0m).Should().BeNull();
    }

    [Test]
    public void An_unknown_sum_makes_the_whole_metric_unknown()
    {
        var netSales = s_catalogue.FindMetric("net_sales")!;

        netSales.Evaluate(m => m == "returns" ? null : 10m).Should().BeNull();
    }

    [Test]
    public void What_a_metric_names_beside_itself_exists()
    {
        foreach (var metric in s_catalogue.Metrics)
        {
            metric.TrapBy.Should().BeSubsetOf(metric.Dimensions, metric.Id);
            if (metric.PerPlatform is { } other)
                s_catalogue.FindMetric(other)!.Dimensions.Should().Contain("platform", metric.Id);
        }
    }

    [Test]
    public void A_trap_is_one_short_sentence()
    {
        foreach (var metric in s_catalogue.Metrics.Where(m => m.Trap is not null))
            metric.Trap!.Length.Should().BeLessThan(110, metric.Id);
    }
}
