using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Tests.Core.Metrics.Values;

internal sealed class ValuePlannerTests
{
    private static readonly IReadOnlyList<Dimension> s_dimensions = MetricCatalogue.Instance.Dimensions;

    [TestCase("campaign", "ads_daily")]
    [TestCase("platform", "ads_daily")]
    [TestCase("sales_channel", "sales_daily")]
    [TestCase("device", "sessions_daily")]
    [TestCase("product", "sales_by_product_daily")]
    [TestCase("product_type", "sales_by_product_daily")]
    [TestCase("country", "sales_by_country_daily", "ads_by_country_daily", "sessions_by_country_daily")]
    public void Roll_ups_that_have_every_value_are_enough(string dimension, params string[] sources) =>
        Sources(dimension, WarehouseEngine.Postgres).Should().BeEquivalentTo(sources);

    [TestCase("marketing_channel")]
    [TestCase("region")]
    [TestCase("sku")]
    [TestCase("ad_group")]
    public void Roll_ups_that_lack_values_are_not_asked(string dimension) =>
        Sources(dimension, WarehouseEngine.Postgres).Should().BeNull();

    [TestCase("product", "sales_events")]
    [TestCase("campaign", "ad_events")]
    [TestCase("country", "order_events", "sales_events", "ad_geo_events", "session_events")]
    public void Facts_are_read_wherever_a_query_would_find_values(string dimension, params string[] sources) =>
        Sources(dimension, WarehouseEngine.DuckDb).Should().BeEquivalentTo(sources);

    [TestCaseSource(nameof(s_dimensions))]
    public void Every_dimension_has_a_plan(Dimension dimension) =>
        ValuePlanner.Plan(dimension, WarehouseEngine.DuckDb).Should().NotBeNull();

    private static IEnumerable<string>? Sources(string dimension, WarehouseEngine engine) =>
        ValuePlanner.Plan(MetricCatalogue.Instance.FindDimension(dimension)!, engine)?.Sources.Select(s => s.Id);
}
