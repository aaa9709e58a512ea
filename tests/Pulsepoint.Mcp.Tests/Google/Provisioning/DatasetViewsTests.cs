using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.Provisioning;

namespace Pulsepoint.Mcp.Tests.Google.Provisioning;

internal sealed class DatasetViewsTests
{
    private static readonly DatasetName s_dataset = DatasetName.Parse("acme.pulsepoint_aurora");

    [Test]
    public void Every_view_stays_within_its_dataset()
    {
        foreach (var view in DatasetViews.OfFacts(s_dataset))
            DatasetWall.Check(view.Query, s_dataset).Should().BePositive(view.Name);
    }

    [TestCase("select 1 from `acme.pulsepoint_aurora.orders` join `acme.pulsepoint_aurora.loads`", 2)]
    [TestCase("select 1 from `acme.pulsepoint_aurora.sales_events`", 3)]
    [TestCase("select 1 from `acme.pulsepoint_aurora.sales_events` left join `acme.pulsepoint_aurora.fx_rates_daily`", 4)]
    [TestCase("select 1 from `acme.pulsepoint_aurora.order_events` join `acme.pulsepoint_aurora.customer_events`", 1)]
    public void A_question_counts_the_tables_behind_its_views_each_of_which_is_billed(string sql, int tables) =>
        DatasetWall.Check(sql, s_dataset).Should().Be(tables);
}
