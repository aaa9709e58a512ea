using FluentAssertions;
using NUnit.Framework;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

[TestFixture]
public sealed class ListBrandsTests : ServerFixture
{
    [Test]
    public async Task Brands_come_with_currency_zone_sources_and_how_far_each_is_loaded()
    {
        var pair = Start();

        var content = (await pair.CallAsync("list_brands")).GetProperty("result").GetProperty("structuredContent");

        content.GetProperty("reporting_currency").GetString().Should().Be("USD");
        content.GetProperty("reporting_time_zone").GetString().Should().Be("America/New_York");
        content.GetProperty("brands")[0].ToString().Should().Be(
            """{"id":"luma-skin","name":"Luma Skin","currency":"USD","time_zone":"America/New_York","sources":["shopify","meta"],"data_through":{"shopify":"2026-11-22","meta":"2026-11-21"}}""");
    }

    [Test]
    public async Task The_text_stands_alone()
    {
        var pair = Start();

        var text = (await pair.CallAsync("list_brands")).GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString();

        text.Should().Be("""
            Aurora Brands has 2 brands in this key's scope. One brand alone is reported in its own currency, several currencies together in USD. Every brand is counted on its own local days; across time zones America/New_York decides which day is today.

            id,name,currency,time_zone,sources (data through)
            luma-skin,Luma Skin,USD,America/New_York,shopify (2026-11-22) meta (2026-11-21)
            peakform,"Peakform, ""the"" gym",EUR,Europe/Berlin,shopify (2026-11-22)
            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public async Task Without_loaded_data_it_says_so_instead_of_showing_none()
    {
        Warehouse.State = null;
        var pair = Start();

        var content = (await pair.CallAsync("list_brands")).GetProperty("result").GetProperty("structuredContent");

        content.GetProperty("warnings")[0].GetString().Should().Contain("No data are loaded yet");
        content.GetProperty("brands")[1].GetProperty("data_through").ToString().Should().Be("{}");
    }

    [Test]
    public async Task An_unknown_argument_is_refused()
    {
        var pair = Start();

        var result = (await pair.CallAsync("list_brands", """{"brand":"luma-skin"}""")).GetProperty("result");

        result.GetProperty("content")[0].GetProperty("text").GetString().Should().Contain("There is no argument \"brand\"; the arguments are none.");
        Profiles.LastAsked.Should().BeNull();
    }
}
