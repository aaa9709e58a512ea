using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Cli;

namespace Pulsepoint.Mcp.Tests.Tool.Cli;

internal sealed class CsvTableTests
{
    [Test]
    public void A_table_is_its_columns_and_rows() =>
        Lines("""{"columns":[{"id":"product"},{"id":"orders"}],"rows":[["Serum, 30 ml",2],["=1+1",null]]}""").Should().Equal("product,orders", "\"Serum, 30 ml\",2", "'=1+1,");

    [Test]
    public void A_list_of_things_has_the_same_columns_whatever_was_found()
    {
        Lines("""{"values":[{"value":"Run Cap","brands":["luma-skin","peakform"],"last_seen":null}],"truncated":false}""")
            .Should().Equal("value,brands,last_seen", "Run Cap,luma-skin peakform,");
        Lines("""{"values":[]}""").Should().Equal("value,brands,last_seen");
        Lines("""{"brands":[{"id":"luma-skin","name":"Luma","currency":"USD","time_zone":"America/New_York","sources":["shopify"],"data_through":{"shopify":"2026-11-22"}}]}""")
            .Should().HaveCount(2).And.EndWith("luma-skin,Luma,USD,America/New_York,shopify,\"{\"\"shopify\"\":\"\"2026-11-22\"\"}\"");
        Lines("""{"metrics":[{"id":"aov","group":"sales","unit":"money","formula":"net_sales / orders"}]}""").Should().Equal(
            "id,group,unit,formula,not_by,trap,synonyms", "aov,sales,money,net_sales / orders,,,");
    }

    [Test]
    public void What_is_neither_is_no_table() => CsvTable.Of(JsonElement.Parse("""{"summary":"x","figures":{}}""")).Should().BeNull();

    private static IEnumerable<string> Lines(string answer) => CsvTable.Of(JsonElement.Parse(answer))!;
}
