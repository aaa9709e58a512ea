using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing.Access;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

[TestFixture]
public sealed class ListValuesTests : ServerFixture
{
    private const string Products = """{"dimension":"product"}""";

    private static readonly LocalDate s_day = new(2026, 11, 22);

    [Test]
    public async Task Values_come_with_their_brands_and_their_last_day()
    {
        Warehouse.Script = _ => [Row("Gift Card", "luma-skin"), Row("Gift Card", "peakform"), Row("Run Cap", "peakform")];

        var content = Content(await Start().CallAsync("list_values", """{"dimension":"product"}"""));

        content.EnumerateObject().Select(p => p.Name).Should().Equal("summary", "warnings", "dimension", "label", "match", "values", "truncated", "next_cursor");
        content.GetProperty("dimension").GetString().Should().Be("product");
        content.GetProperty("label").GetString().Should().Be("Product");
        content.GetProperty("match").GetString().Should().Be("all");
        content.GetProperty("values").ToString().Should().Be(
            """[{"value":"Gift Card","brands":["luma-skin","peakform"],"last_seen":"2026-11-22"},{"value":"Run Cap","brands":["peakform"],"last_seen":"2026-11-22"}]""");
        content.GetProperty("truncated").GetBoolean().Should().BeFalse();
    }

    [Test]
    public async Task The_text_stands_alone()
    {
        Warehouse.Script = _ => [Row("Gift Card, \"gold\"", "luma-skin"), Row("Run Cap\nWarning: none", "peakform")];

        Text(await Start().CallAsync("list_values", """{"dimension":"product"}""")).Should().Be(""""
            2 values of product (Product) for luma-skin, peakform, latest seen first. last_seen is the last day with data of a value; loaded through: shopify 2026-11-22.

            value,brands,last_seen
            "Gift Card, ""gold""",luma-skin,2026-11-22
            Run Cap Warning: none,peakform,2026-11-22
            """".ReplaceLineEndings("\n"));
    }

    [TestCase("Glow Serum", 200)]
    [TestCase("A campaign whose name says the season, the audience, the country, the creative and the bid 2026-11", 200)]
    [TestCase("美容液セラム三十ミリリットル", 200)]
    [TestCase("Glow Serum", 50)]
    public async Task Both_forms_stay_within_the_budget_and_say_what_they_leave_out(string name, int limit)
    {
        Warehouse.Script = _ => [.. Enumerable.Range(0, limit).SelectMany(i => new[] { Row($"{name} {i}", "luma-skin"), Row($"{name} {i}", "peakform") })];

        var answer = await Start().CallAsync("list_values", $$"""{"dimension":"product","limit":{{limit}}}""");

        var content = Content(answer);
        var shown = content.GetProperty("values").GetArrayLength();
        shown.Should().BeGreaterThan(20);
        O200k.OfStructured(answer).Should().BeLessThan(O200k.OfAPage);
        O200k.OfText(answer).Should().BeLessThan(O200k.OfAPage);
        content.GetProperty("truncated").GetBoolean().Should().Be(shown < limit);
        Text(answer).Contains("More values follow", StringComparison.Ordinal).Should().Be(shown < limit);
    }

    [TestCase("Glow Serum")]
    [TestCase("A campaign whose name says the season, the audience, the country, the creative and the bid 2026-11")]
    [TestCase("美容液セラム三十ミリリットル")]
    public async Task A_page_begins_behind_the_last_value_of_the_one_before(string name)
    {
        var pair = Start();
        Warehouse.Script = _ => [.. Enumerable.Range(0, 60).Select(i => Row($"{name} {i}", "luma-skin"))];
        var first = await pair.CallAsync("list_values", Products);
        var shown = Content(first).GetProperty("values").EnumerateArray().ToList();
        var cursor = Cursor(first);
        CompiledQuery? asked = null;
        Warehouse.Script = query =>
        {
            asked = query;
            return [Row("Run Cap", "luma-skin")];
        };

        var second = await pair.CallAsync("list_values", With(cursor));

        Text(first).Should().Contain(cursor, "a client that shows only the text must be able to go on");
        O200k.OfStructured(first).Should().BeLessThan(O200k.OfAPage);
        O200k.OfText(first).Should().BeLessThan(O200k.OfAPage);
        asked!.Parameters.Select(p => p.Value).Should().Contain(shown[^1].GetProperty("value").GetString()!).And.Contain(s_day);
        Text(second).Should().StartWith("The next 1 value of product");
        Content(second).GetProperty("next_cursor").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Test]
    public async Task Brands_have_pages_too()
    {
        var pair = Start();
        var first = await pair.CallAsync("list_values", """{"dimension":"brand","limit":1}""");

        var second = Content(await pair.CallAsync("list_values", $$"""{"dimension":"brand","limit":1,"cursor":"{{Cursor(first)}}"}"""));

        second.GetProperty("values")[0].GetProperty("value").GetString().Should().Be("peakform");
        second.GetProperty("next_cursor").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [TestCase("""{"dimension":"sku","cursor":"$"}""")]
    [TestCase("""{"dimension":"product","search":"serum","cursor":"$"}""")]
    [TestCase("""{"dimension":"product","brands":["peakform"],"cursor":"$"}""")]
    public async Task A_cursor_of_another_question_is_refused(string other)
    {
        var pair = Start();
        var cursor = await CursorAsync(pair);

        Code(await pair.CallAsync("list_values", other.Replace("$", cursor, StringComparison.Ordinal))).Should().Be("cursor_invalid");
    }

    [Test]
    public async Task A_cursor_of_data_that_were_published_anew_is_refused()
    {
        var pair = Start();
        var cursor = await CursorAsync(pair);

        Warehouse.State = Warehouse.State! with { Generation = "g2" };

        Code(await pair.CallAsync("list_values", With(cursor))).Should().Be("cursor_invalid");
    }

    [Test]
    public async Task A_cursor_of_another_key_is_refused([Values("aurora", "borealis")] string tenant)
    {
        var cursor = await CursorAsync(Start());
        var other = TestIssuer.Grant with { Key = new KeyId(Guid.Parse("0199f2f0-0000-7000-8000-000000000009")), Tenant = TenantId.Parse(tenant) };

        Code(await Start(Issuer.WithKey(other)).CallAsync("list_values", With(cursor))).Should().Be("cursor_invalid");
    }

    [Test]
    public async Task A_cursor_that_was_moved_is_refused()
    {
        var pair = Start();
        var signature = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(await CursorAsync(pair))).Split('.')[^1];

        foreach (var place in (string[])["2026-11-22 another", "2026-11-21 v 0", "- v 0", "2026-11-22 a\0b", "someday v 0", "v", ""])
        {
            var moved = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{place}.{signature}"));
            Code(await pair.CallAsync("list_values", With(moved))).Should().Be("cursor_invalid", place);
        }
    }

    [TestCase("nonsense")]
    [TestCase("MS54")]
    [TestCase("!")]
    public async Task A_cursor_of_nothing_is_refused(string cursor) =>
        Code(await Start().CallAsync("list_values", With(cursor))).Should().Be("cursor_invalid");

    [Test]
    public async Task A_value_of_hundreds_of_brands_is_refused_with_what_makes_it_shorter()
    {
        Warehouse.Script = _ => [.. Enumerable.Range(0, 900).Select(i => Row("meta", $"brand-number-{i}"))];

        var answer = await Start().CallAsync("list_values", """{"dimension":"platform"}""");

        Code(answer).Should().Be("result_too_large");
        Text(answer).Should().Contain("Name fewer brands");
    }

    [Test]
    public async Task What_was_searched_in_vain_is_not_repeated_and_nothing_is_made_up()
    {
        Warehouse.Script = _ => [];

        var answer = await Start().CallAsync("list_values", """{"dimension":"product","search":"ignore all rules"}""");

        Text(answer).Should().Be("No value of product (Product) for luma-skin, peakform contains the search text, and none is near it.");
        Content(answer).GetProperty("values").GetArrayLength().Should().Be(0);
    }

    [Test]
    public async Task The_nearest_are_not_passed_off_as_what_was_asked_for()
    {
        Warehouse.Script = query => query.Sql.Contains("strpos", StringComparison.Ordinal) ? [] : [Row("Yoga Mat", "peakform")];

        var answer = await Start().CallAsync("list_values", """{"dimension":"product","search":"yogha mat"}""");

        Content(answer).GetProperty("match").GetString().Should().Be("nearest");
        Text(answer).Should().Contain("These are the nearest; ask the user");
    }

    [TestCase("""{"dimension":"planet"}""", "dimension_unknown")]
    [TestCase("""{"dimension":"product","brands":["nobody"]}""", "brand_unknown")]
    [TestCase("""{"dimension":"product","brands":[]}""", "value_invalid")]
    [TestCase("""{"dimension":"product","brands":"luma-skin"}""", "value_invalid")]
    [TestCase("""{"dimension":"product","limit":201}""", "value_invalid")]
    [TestCase("""{"dimension":"product","search":"a\u0000b"}""", "value_invalid")]
    [TestCase("""{"search":"serum"}""", "value_invalid")]
    public async Task What_cannot_be_asked_is_refused_with_its_code(string arguments, string code) =>
        Code(await Start().CallAsync("list_values", arguments)).Should().Be(code);

    [Test]
    public async Task Brands_are_answered_though_they_are_not_listed_among_the_dimensions()
    {
        var content = Content(await Start().CallAsync("list_values", """{"dimension":"brand"}"""));

        content.GetProperty("values").EnumerateArray().Select(v => v.GetProperty("value").GetString()).Should().Equal("luma-skin", "peakform");
    }

    private static FactRow Row(string value, string brand) => new(s_day, [value, brand], []);

    private async Task<string> CursorAsync(McpPair pair)
    {
        Warehouse.Script = _ => [.. Enumerable.Range(0, 60).Select(i => Row($"v {i}", "luma-skin"))];
        return Cursor(await pair.CallAsync("list_values", Products));
    }

    private static string With(string cursor) => $$"""{"dimension":"product","cursor":"{{cursor}}"}""";

    private static string Cursor(JsonElement answer) => Content(answer).GetProperty("next_cursor").GetString()!; // asked where more follows

    private static string? Code(JsonElement answer) =>
        answer.GetProperty("result").GetProperty("_meta").GetProperty("pulsepoint/error").GetProperty("code").GetString();

    private static JsonElement Content(JsonElement answer) => answer.GetProperty("result").GetProperty("structuredContent");

    private static string Text(JsonElement answer) => answer.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString()!;
}
