using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

[TestFixture]
public sealed class QueryMetricsTests : ServerFixture
{
    private const string ByDay = """{"metrics":["net_sales"],"grain":"day","time":{"from":"2026-01-01","to":"2026-11-22"},"brands":["luma-skin"]}""";

    [Test]
    public async Task A_query_is_answered_with_rows_totals_and_where_they_come_from()
    {
        var content = Content(await Start().CallAsync("query_metrics", """{"metrics":["units_sold"],"dimensions":["product"],"time":{"preset":"yesterday"},"brands":["luma-skin"]}"""));

        content.EnumerateObject().Select(p => p.Name).Should().BeEquivalentTo(
            "answer_id", "summary", "warnings", "columns", "rows", "totals", "compare", "truncated", "next_cursor", "provenance");
        content.GetProperty("columns").ToString().Should().Be("""[{"id":"product","type":"text"},{"id":"units_sold","type":"count"}]""");
        content.GetProperty("rows").GetArrayLength().Should().Be(3);
        content.GetProperty("compare").ValueKind.Should().Be(JsonValueKind.Null);
        content.GetProperty("truncated").GetBoolean().Should().BeFalse();
        var provenance = content.GetProperty("provenance");
        provenance.GetProperty("from").GetString().Should().Be("2026-11-22");
        provenance.GetProperty("brands").ToString().Should().Be("""["luma-skin"]""");
        provenance.GetProperty("currency").GetString().Should().Be("USD");
        provenance.GetProperty("time_zone").GetString().Should().Be("America/New_York");
        provenance.GetProperty("definitions").ToString().Should().Be("""{"units_sold":1}""");
        provenance.GetProperty("data_through").ToString().Should().Be("""{"shopify":"2026-11-22"}""");
        provenance.GetProperty("source").GetString().Should().StartWith("duckdb:");
    }

    [Test]
    public async Task The_query_in_the_provenance_can_be_sent_again()
    {
        var pair = Start();
        var first = Content(await pair.CallAsync("query_metrics", """
            {"metrics":["net_sales","units_sold"],"dimensions":["country"],"filters":[{"field":"country","op":"eq","values":["US"]}],
             "time":{"preset":"last_week"},"grain":"day","compare":{"mode":"previous_year"},
             "having":[{"field":"net_sales","op":"gte","values":[0]}],"order_by":[{"by":"net_sales"}],"limit":5,"brands":"*"}
            """.ReplaceLineEndings("")));

        var second = Content(await pair.CallAsync("query_metrics", first.GetProperty("provenance").GetProperty("query").GetRawText()));

        JsonElement.DeepEquals(first.GetProperty("provenance"), second.GetProperty("provenance")).Should().BeTrue();
        JsonElement.DeepEquals(first.GetProperty("rows"), second.GetProperty("rows")).Should().BeTrue();
    }

    [Test]
    public async Task A_comparison_stands_beside_row_by_row()
    {
        var answer = await Start().CallAsync("query_metrics", """{"metrics":["units_sold"],"dimensions":["product"],"time":{"preset":"yesterday"},"compare":{"mode":"previous_period"}}""");

        var compare = Content(answer).GetProperty("compare");
        compare.GetProperty("from").GetString().Should().Be("2026-11-21");
        compare.GetProperty("rows").GetArrayLength().Should().Be(Content(answer).GetProperty("rows").GetArrayLength());
        compare.GetProperty("change").GetProperty("units_sold").GetProperty("absolute").GetDecimal().Should().Be(0m);
        Text(answer).Should().Contain("product,units_sold,units_sold before");
    }

    [Test]
    public async Task Long_results_come_in_pages_that_make_up_the_whole()
    {
        Warehouse.Groups = 300;
        var pair = Start();
        List<string> days = [];
        string? cursor = null;
        do
        {
            var arguments = cursor is null ? ByDay : ByDay[..^1] + $$""","cursor":"{{cursor}}"}""";
            var answer = await pair.CallAsync("query_metrics", arguments);
            var content = Content(answer);
            days.AddRange(content.GetProperty("rows").EnumerateArray().Select(r => r[0].GetString()!));
            cursor = content.GetProperty("next_cursor").GetString();
            content.GetProperty("truncated").GetBoolean().Should().Be(cursor is not null);
            O200k.OfStructured(answer).Should().BeLessThan(O200k.OfAPage);
            O200k.OfText(answer).Should().BeLessThan(O200k.OfAPage);
            if (cursor is not null)
                Text(answer).Should().Contain(cursor, "a client that shows only the text must be able to go on");
        }
        while (cursor is not null);

        days.Should().HaveCount(326, "days without sales are rows too").And.OnlyHaveUniqueItems();
    }

    [TestCase("nonsense")]
    [TestCase("MS54")]
    [TestCase("!")]
    public async Task A_cursor_of_no_query_is_refused(string cursor)
    {
        var answer = await Start().CallAsync("query_metrics", ByDay[..^1] + $$""","cursor":"{{cursor}}"}""");

        Code(answer).Should().Be("cursor_invalid");
    }

    [Test]
    public async Task A_cursor_of_data_that_were_published_anew_is_refused()
    {
        Warehouse.Groups = 300;
        var pair = Start();
        var cursor = Content(await pair.CallAsync("query_metrics", ByDay)).GetProperty("next_cursor").GetString();

        Warehouse.State = Warehouse.State! with { Generation = "g2" };
        var answer = await pair.CallAsync("query_metrics", ByDay[..^1] + $$""","cursor":"{{cursor}}"}""");

        Code(answer).Should().Be("cursor_invalid");
    }

    [Test]
    public async Task A_cursor_that_was_moved_is_refused()
    {
        Warehouse.Groups = 300;
        var pair = Start();
        var cursor = Content(await pair.CallAsync("query_metrics", ByDay)).GetProperty("next_cursor").GetString()!; // the rows do not fit
        var signature = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split('.')[1];

        var moved = Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"1.{signature}"));
        var answer = await pair.CallAsync("query_metrics", ByDay[..^1] + $$""","cursor":"{{moved}}"}""");

        Code(answer).Should().Be("cursor_invalid");
    }

    [Test]
    public async Task A_cursor_of_another_query_is_refused()
    {
        Warehouse.Groups = 300;
        var pair = Start();
        var cursor = Content(await pair.CallAsync("query_metrics", ByDay)).GetProperty("next_cursor").GetString();

        var other = ByDay.Replace("luma-skin", "peakform", StringComparison.Ordinal);
        var answer = await pair.CallAsync("query_metrics", other[..^1] + $$""","cursor":"{{cursor}}"}""");

        Code(answer).Should().Be("cursor_invalid");
    }

    [TestCase("""{"metrics":["sales_of_the_moon"]}""", "metric_unknown")]
    [TestCase("""{"metrics":["net_sales"],"dimensions":["planet"]}""", "dimension_unknown")]
    [TestCase("""{"metrics":["net_sales"],"dimensions":["campaign"]}""", "dimension_incompatible")]
    [TestCase("""{"metrics":["net_sales"],"brands":["nobody"]}""", "brand_unknown")]
    [TestCase("""{"metrics":["net_sales"],"brands":"luma-skin"}""", "value_invalid")]
    [TestCase("""{"metrics":["net_sales"],"grain":"hour"}""", "value_invalid")]
    [TestCase("""{"metrics":["net_sales"],"time":{"preset":"tomorrow"}}""", "time_invalid")]
    [TestCase("""{"metrics":["net_sales"],"filters":[{"field":"country","op":"eq"}]}""", "value_invalid")]
    [TestCase("""{"metrics":["ad_spend"],"filters":[{"field":"campaign","op":"contains","values":["a\u0000b"]}]}""", "value_invalid")]
    [TestCase("""{"metrics":["net_sales"],"sql":"select 1"}""", "value_invalid")]
    public async Task What_cannot_be_asked_is_refused_with_its_code(string arguments, string code)
    {
        Code(await Start().CallAsync("query_metrics", arguments)).Should().Be(code);
    }

    [Test]
    public async Task The_text_stands_alone()
    {
        var text = Text(await Start().CallAsync("query_metrics", """{"metrics":["net_sales"],"time":{"preset":"yesterday"},"brands":["luma-skin"]}"""));

        text.Should().Contain("net_sales (USD)").And.Contain("2026-11-22").And.Contain("America/New_York").And.Contain("Source: duckdb:")
            .And.Contain("net_sales v1 = ").And.Contain("luma-skin");
    }

    [Test]
    public async Task Brands_of_several_zones_are_said_to_be_counted_on_their_own_days()
    {
        var answer = await Start().CallAsync("query_metrics", """{"metrics":["orders"],"time":{"preset":"yesterday"}}""");

        Text(answer).Should().Contain("each brand's own local days (America/New_York, Europe/Berlin; today by America/New_York)")
            .And.Contain("Warning: Each brand is counted on its own local days (America/New_York, Europe/Berlin); America/New_York only decides which day is today.");
        var provenance = Content(answer).GetProperty("provenance");
        provenance.GetProperty("time_zone").GetString().Should().Be("America/New_York");
        provenance.GetProperty("day_zones").ToString().Should().Be("""["America/New_York","Europe/Berlin"]""");
    }

    [Test]
    public async Task Fractions_are_percent_in_the_text_and_fractions_in_the_structured_content()
    {
        var answer = await Start().CallAsync("query_metrics", """{"metrics":["units_sold","discount_rate"],"dimensions":["product"],"time":{"preset":"yesterday"},"compare":{"mode":"previous_period"},"brands":["luma-skin"]}""");

        Text(answer).Should().Contain("product,units_sold,discount_rate (%),units_sold before,discount_rate before\nkey-0,1,100.00%,1,100.00%")
            .And.Contain("Totals: units_sold 1, discount_rate 100.00%\nBefore (2026-11-21 to 2026-11-21): units_sold 1, discount_rate 100.00%");
        Content(answer).GetProperty("rows")[0][2].GetRawText().Should().Be("1");
        Content(answer).GetProperty("columns")[2].GetProperty("unit").GetString().Should().Be("percent");
    }

    [Test]
    public async Task Money_shows_its_cents_in_both_forms()
    {
        var answer = await Start().CallAsync("query_metrics", """{"metrics":["gross_sales"],"time":{"preset":"yesterday"},"brands":["luma-skin"]}""");

        Content(answer).GetProperty("rows")[0][0].GetRawText().Should().Be("0.50");
        Text(answer).Should().Contain("gross_sales (USD)\n0.50\nTotals: gross_sales 0.50");
    }

    [TestCase("2026-12-31", "2026-11-23 is not over")]
    [TestCase("2026-11-23", "the last day is not over")]
    public async Task Only_today_is_called_not_over(string to, string said)
    {
        var text = Text(await Start().CallAsync("query_metrics", $$"""{"metrics":["orders"],"time":{"from":"2026-11-20","to":"{{to}}"},"brands":["luma-skin"]}"""));

        text.Should().Contain($"2026-11-20 to {to}, America/New_York, {said}.");
        text.Should().Contain("loaded through 2026-11-22; later days are not in these numbers");
    }

    [Test]
    public async Task An_answer_with_many_warnings_still_fits()
    {
        Warehouse.Groups = 900;
        var answer = await Start().CallAsync("query_metrics", """
            {"metrics":["net_sales","total_sales","aov","gross_margin","return_rate","refund_amount","new_customers","gross_sales","returns","discounts"],
             "dimensions":["brand"],"time":{"from":"2024-01-01","to":"2026-12-31"},"compare":{"mode":"custom","from":"2023-01-01","to":"2023-12-31"}}
            """.ReplaceLineEndings(""));

        Content(answer).GetProperty("warnings").GetArrayLength().Should().BeGreaterThan(10);

        O200k.OfStructured(answer).Should().BeLessThan(O200k.OfAPage);
        O200k.OfText(answer).Should().BeLessThan(O200k.OfAPage);
        Content(answer).GetProperty("rows").GetArrayLength().Should().BeGreaterThan(4);
    }

    [Test]
    public async Task A_fixed_now_is_shown()
    {
        var now = NodaTime.Instant.FromUtc(2026, 7, 1, 12, 0);

        var content = Content(await Start(Issuer.WithKey() with { Now = now }).CallAsync("query_metrics", """{"metrics":["units_sold"],"time":{"preset":"today"}}"""));

        content.GetProperty("provenance").GetProperty("now").GetString().Should().Be("2026-07-01T12:00:00Z");
        content.GetProperty("provenance").GetProperty("to").GetString().Should().Be("2026-07-01");
        content.GetProperty("provenance").GetProperty("partial").GetBoolean().Should().BeTrue();
    }

    private static JsonElement Content(JsonElement answer) => answer.GetProperty("result").GetProperty("structuredContent");

    private static string Text(JsonElement answer) => answer.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString()!;

    private static string? Code(JsonElement answer) =>
        answer.GetProperty("result").GetProperty("_meta").GetProperty("pulsepoint/error").GetProperty("code").GetString();
}
