using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

internal sealed class QueryPlannerTests
{
    [TestCase("net_sales", "brand", "postgres:sales_daily")]
    [TestCase("orders", "customer_type", "postgres:sales_daily")]
    [TestCase("platform_roas", "platform", "postgres:ads_daily")]
    [TestCase("conversion_rate", "device", "postgres:sessions_daily")]
    [TestCase("mer", "brand", "postgres:sales_daily+ads_daily")]
    [TestCase("net_sales", "country", "postgres:sales_by_country_daily")]
    [TestCase("orders", "country", "postgres:sales_by_country_daily")]
    [TestCase("new_customers", "country", "postgres:sales_by_country_daily")]
    [TestCase("net_sales", "product", "postgres:sales_by_product_daily")]
    [TestCase("gross_margin", "product_type", "postgres:sales_by_product_daily")]
    [TestCase("ad_spend", "country", "postgres:ads_by_country_daily")]
    [TestCase("conversion_rate", "country", "postgres:sessions_by_country_daily")]
    [TestCase("sessions", "marketing_channel", "postgres:sessions_by_country_daily")]
    [TestCase("mer", "country", "postgres:sales_by_country_daily+ads_by_country_daily")]
    [TestCase("contribution_margin", "country", "postgres:sales_by_country_daily+ads_by_country_daily")]
    public void A_roll_up_answers_what_it_holds(string metric, string dimension, string source) =>
        Plan(metric, dimension, WarehouseEngine.Postgres)!.Source.Should().Be(source);

    [TestCase("net_sales", "region")]
    [TestCase("net_sales", "marketing_channel")]
    [TestCase("net_sales", "sku")]
    [TestCase("ad_spend", "ad_group")]
    public void A_roll_up_without_the_dimension_is_not_used(string metric, string dimension) =>
        Plan(metric, dimension, WarehouseEngine.Postgres).Should().BeNull();

    [TestCase("orders", "product")]
    [TestCase("aov", "product_type")]
    [TestCase("customers", "country")]
    [TestCase("refund_rate", "country")]
    public void What_does_not_add_up_is_in_no_roll_up(string metric, string dimension) =>
        Plan(metric, dimension, WarehouseEngine.Postgres).Should().BeNull();

    [TestCase("net_sales", "customer_type", "country", "postgres:sales_by_country_daily")]
    [TestCase("net_sales", "product", "product_type", "postgres:sales_by_product_daily")]
    [TestCase("ad_spend", "campaign", "country", "postgres:ads_by_country_daily")]
    [TestCase("net_sales", "product", "country", null)]
    [TestCase("net_sales", "product", "customer_type", null)]
    [TestCase("net_sales", "sales_channel", "country", null)]
    public void A_roll_up_must_have_the_filtered_dimension_too(string metric, string dimension, string filtered, string? source)
    {
        var query = Queries.Check(new MetricRequest { Metrics = [metric], Dimensions = [dimension], Filters = [new RequestFilter(filtered, "contains", ["e"])] });

        QueryPlanner.Plan(query, WarehouseEngine.Postgres)?.Source.Should().Be(source);
    }

    [TestCase("orders", "country", "duckdb:order_events")]
    [TestCase("orders", "product", "duckdb:sales_events")]
    [TestCase("ad_spend", "ad_group", "duckdb:ad_events")]
    [TestCase("ad_spend", "country", "duckdb:ad_geo_events")]
    [TestCase("mer", "country", "duckdb:sales_events+ad_geo_events")]
    public void Facts_are_read_at_the_grain_that_has_the_dimension(string metric, string dimension, string source) =>
        Plan(metric, dimension, WarehouseEngine.DuckDb)!.Source.Should().Be(source);

    [TestCase("orders", "country", "bigquery:order_events")]
    [TestCase("mer", "country", "bigquery:sales_events+ad_geo_events")]
    public void BigQuery_holds_the_facts_too(string metric, string dimension, string source) =>
        Plan(metric, dimension, WarehouseEngine.BigQuery)!.Source.Should().Be(source);

    [Test]
    public void Countries_and_ad_groups_are_never_known_together()
    {
        var query = Queries.Check(new MetricRequest { Metrics = ["ad_spend"], Dimensions = ["country", "ad_group"] });

        QueryPlanner.Plan(query, WarehouseEngine.DuckDb).Should().BeNull();
    }

    private static QueryPlan? Plan(string metric, string dimension, WarehouseEngine engine) =>
        QueryPlanner.Plan(Queries.Check(new MetricRequest { Metrics = [metric], Dimensions = [dimension] }), engine);
}
