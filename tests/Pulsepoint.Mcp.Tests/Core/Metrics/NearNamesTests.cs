using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

internal sealed class NearNamesTests
{
    private static readonly MetricCatalogue s_catalogue = MetricCatalogue.Instance;

    [TestCase("revenue", "net_sales")]
    [TestCase("Turnover", "net_sales")]
    [TestCase("cvr", "conversion_rate")]
    [TestCase("average order value", "aov")]
    [TestCase("media-spend", "ad_spend")]
    public void Another_name_of_a_metric_means_that_metric_alone(string sent, string meant) =>
        NearNames.Of(sent, s_catalogue.Metrics).Should().Equal(meant);

    [TestCase("nett_sales", "net_sales")]
    [TestCase("returns_rate", "return_rate")]
    [TestCase("odrers", "orders")]
    [TestCase("revenu", "net_sales")]
    [TestCase("total_net_sales_usd", "net_sales")]
    [TestCase("converson_rate", "conversion_rate")]
    public void A_name_that_is_nearly_one_finds_it_first(string sent, string meant) =>
        NearNames.Of(sent, s_catalogue.Metrics).Should().StartWith([meant]).And.HaveCountLessThanOrEqualTo(3);

    [TestCase("contry", "country")]
    [TestCase("producct", "product")]
    [TestCase("Ad platform", "platform")]
    [TestCase("campain", "campaign")]
    public void Dimensions_are_found_the_same_way(string sent, string meant) =>
        NearNames.Of(sent, s_catalogue.Dimensions).Should().StartWith([meant]);

    [TestCase("zebra")]
    [TestCase("")]
    [TestCase("x")]
    public void What_is_near_nothing_gets_no_suggestion(string sent) =>
        NearNames.Of(sent, s_catalogue.Metrics).Should().BeEmpty();

    [TestCase("", "", 0)]
    [TestCase("abc", "", 3)]
    [TestCase("sales", "slaes", 1)]
    [TestCase("nett", "net", 1)]
    [TestCase("kitten", "sitting", 3)]
    public void Letters_added_left_out_replaced_or_swapped_are_counted(string one, string other, int edits) =>
        EditDistance.Between(one, other).Should().Be(edits);
}
