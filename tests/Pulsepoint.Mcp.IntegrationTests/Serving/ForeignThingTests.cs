using System.Text;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Serving;

/// <summary>Every tool is asked for what belongs to another tenant, to another key, and to nobody.</summary>
[Attack]
internal sealed class ForeignThingTests : ToolAttackFixture
{
    private const string Query = """{"metrics":["net_sales","gross_sales","orders"],"grain":"day","dimensions":["sales_channel"],"time":{"preset":"last_12_months"}}""";

    private const string Values = """{"dimension":"sku","limit":3}""";

    private const string Rule = """{"name":"low","kind":"metric_below","metric":"net_sales","window":"yesterday","brand":"{thing}","threshold":1}""";

    /// <summary>How each tool is told a brand and a cursor; null where it takes none. A tool without a row fails the first test.</summary>
    private static readonly Dictionary<string, (string? Brand, string? Cursor)> s_matrix = new(StringComparer.Ordinal)
    {
        ["get_audit_log"] = (null, """{"cursor":"{thing}"}"""),
        ["get_usage"] = (null, """{"view":"questions","cursor":"{thing}"}"""),
        ["list_brands"] = (null, null),
        ["list_metrics"] = (null, null),
        ["explain_change"] = ("""{"metric":"net_sales","brands":["{thing}"]}""", """{"metric":"net_sales","cursor":"{thing}"}"""),
        ["get_dashboard"] = ("""{"brands":["{thing}"]}""", """{"cursor":"{thing}"}"""),
        ["list_values"] = ("""{"dimension":"product","brands":["{thing}"]}""", With(Values, "{thing}")),
        ["query_metrics"] = ("""{"metrics":["net_sales"],"brands":["{thing}"]}""", With(Query, "{thing}")),
        ["setup_status"] = (null, null),
        ["submit_feedback"] = (null, null),
        ["list_alerts"] = ("""{"brand":"{thing}"}""", null),
        ["save_alert_rule"] = (Rule, null),
        ["acknowledge_alert"] = (null, null),
    };

    [Test]
    public void Every_tool_and_every_argument_for_a_brand_or_a_cursor_has_a_row()
    {
        var tools = Server("aurora", "admin").Tools;

        tools.Select(t => t.Declaration.Name).Should().BeEquivalentTo(s_matrix.Keys);
        foreach (var tool in tools)
        {
            Takes(tool.InputSchema, "brand").Should().Be(s_matrix[tool.Declaration.Name].Brand is not null, tool.Declaration.Name);
            Takes(tool.InputSchema, "cursor").Should().Be(s_matrix[tool.Declaration.Name].Cursor is not null, tool.Declaration.Name);
        }
    }

    [Test]
    public async Task A_foreign_an_unknown_and_a_forbidden_brand_give_the_same_bytes()
    {
        var luma = Server("aurora", "luma-only");
        foreach (var (tool, (brand, _)) in s_matrix.Where(m => m.Value.Brand is not null && m.Value.Brand != Rule))
        {
            var foreign = await luma.CallAsync(tool, Fill(brand!, "kestrel-coffee"));
            var forbidden = await luma.CallAsync(tool, Fill(brand!, "peakform"));
            var unknown = await luma.CallAsync(tool, Fill(brand!, "no-such-brand"));

            foreign.Code.Should().Be(RefusalCode.BrandUnknown, tool);
            Bytes(forbidden).Should().Be(Bytes(foreign), tool);
            Bytes(unknown).Should().Be(Bytes(foreign), tool);
        }
    }

    [Test]
    public async Task A_rule_on_a_foreign_brand_and_on_an_unknown_one_are_refused_with_the_same_bytes()
    {
        var manager = Server("aurora", "manager");

        var foreign = await manager.CallAsync("save_alert_rule", Fill(Rule, "kestrel-coffee"));
        var unknown = await manager.CallAsync("save_alert_rule", Fill(Rule, "no-such-brand"));

        foreign.Code.Should().Be(RefusalCode.BrandUnknown);
        Bytes(unknown).Should().Be(Bytes(foreign));
    }

    [TestCase("query_metrics", Query, "borealis", "analyst", Query)]
    [TestCase("query_metrics", Query, "aurora", "manager", Query)]
    [TestCase("query_metrics", Query, "aurora", "analyst", """{"metrics":["net_sales"],"grain":"day","time":{"preset":"last_12_months"}}""")]
    [TestCase("list_values", Values, "borealis", "analyst", Values)]
    [TestCase("list_values", Values, "aurora", "manager", Values)]
    [TestCase("list_values", Values, "aurora", "luma-only", Values)]
    [TestCase("list_values", Values, "aurora", "analyst", """{"dimension":"product","limit":3}""")]
    public async Task A_cursor_of_another_tenant_key_or_query_is_refused(string tool, string asked, string tenant, string key, string other)
    {
        var first = await Server(tenant, key).CallAsync(tool, other);
        var cursor = first.StructuredContent!.Value.GetProperty("next_cursor").GetString();

        var refused = await Server("aurora", "analyst").CallAsync(tool, With(asked, cursor!));

        refused.Code.Should().Be(RefusalCode.CursorInvalid);
        refused.StructuredContent.Should().BeNull();
    }

    [Test]
    public async Task A_cursor_of_another_tool_is_refused_by_each()
    {
        var server = Server("aurora", "analyst");
        var cursor = (await server.CallAsync("query_metrics", Query)).StructuredContent!.Value.GetProperty("next_cursor").GetString()!;

        foreach (var tool in (string[])["explain_change", "get_dashboard", "list_values"])
            (await server.CallAsync(tool, Fill(s_matrix[tool].Cursor!, cursor))).Code.Should().Be(RefusalCode.CursorInvalid, tool);
    }

    [TestCase("query_metrics", Query)]
    [TestCase("list_values", Values)]
    public async Task A_cursor_with_one_character_changed_is_refused_or_turns_own_pages(string tool, string asked)
    {
        var server = Server("aurora", "analyst");
        var whole = (await server.CallAsync(tool, asked)).StructuredContent!.Value.GetProperty("next_cursor").GetString()!;

        for (var i = 0; i < whole.Length; i++)
        {
            var tampered = new StringBuilder(whole) { [i] = whole[i] == 'A' ? 'B' : 'A' }.ToString();
            var outcome = await server.CallAsync(tool, With(asked, tampered));

            // The place itself is no secret: it says where in the key's own rows a page begins.
            (outcome.Code ?? RefusalCode.CursorInvalid).Should().Be(RefusalCode.CursorInvalid);
            if (outcome.Code is null)
                outcome.Text.Should().NotContain("kestrel").And.NotContain("EUR");
        }
    }

    [Test]
    public async Task A_place_in_another_tenants_log_shows_the_own_log_alone()
    {
        var foreign = await Server("borealis", "auditor").CallAsync("get_audit_log", "{}");
        var cursor = foreign.StructuredContent!.Value.GetProperty("next_cursor").GetString() ?? Guid.CreateVersion7().ToString("N");

        var own = await Server("aurora", "auditor").CallAsync("get_audit_log", Fill(s_matrix["get_audit_log"].Cursor!, cursor));

        own.Code.Should().BeNull();
        own.Text.Should().NotContain("kestrel").And.NotContain("borealis");
    }

    [Test]
    public async Task A_place_in_another_tenants_questions_shows_the_own_questions_alone()
    {
        var mark = Guid.CreateVersion7(DateTimeOffset.UtcNow.AddMinutes(1)).ToString("N");
        await Server("borealis", "auditor").CallAsync("query_metrics", """{"metrics":["sessions"]}""");

        var own = await Server("aurora", "auditor").CallAsync("get_usage", Fill(s_matrix["get_usage"].Cursor!, mark));

        own.Code.Should().BeNull();
        own.Text.Should().NotContain("kestrel").And.NotContain("borealis");
    }

    [Test]
    public async Task An_answer_of_another_tenant_and_one_that_nobody_gave_are_refused_with_the_same_bytes()
    {
        var answered = await Server("borealis", "analyst").CallAsync("query_metrics", """{"metrics":["sessions"]}""");
        var foreign = answered.StructuredContent!.Value.GetProperty("answer_id").GetString()!;

        var ofForeign = await JudgeAsync("aurora", foreign);
        var ofNobody = await JudgeAsync("aurora", Guid.CreateVersion7().ToString());
        var ofNothing = await JudgeAsync("aurora", "no id at all");
        var own = await JudgeAsync("borealis", foreign);

        ofForeign.Code.Should().Be(RefusalCode.ValueInvalid);
        Bytes(ofNobody).Should().Be(Bytes(ofForeign));
        Bytes(ofNothing).Should().Be(Bytes(ofForeign));
        own.Code.Should().BeNull();
    }

    private static Task<Core.Serving.ToolCallOutcome> JudgeAsync(string tenant, string answer) =>
        Server(tenant, "analyst").CallAsync("submit_feedback", $$"""{"answer_id":"{{answer}}","verdict":"wrong"}""");

    private static string With(string query, string cursor) => $$"""{{query[..^1]}},"cursor":"{{cursor}}"}""";

    private static string Fill(string arguments, string thing) => arguments.Replace("{thing}", thing, StringComparison.Ordinal);

    private static bool Takes(System.Text.Json.JsonElement schema, string word) =>
        schema.GetProperty("properties").EnumerateObject().Any(p => p.Name.StartsWith(word, StringComparison.Ordinal));
}
