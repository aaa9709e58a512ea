using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Access;
using Pulsepoint.Mcp.Testing.Alerts;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

[TestFixture]
public sealed class AlertToolTests : ServerFixture
{
    private static readonly TenantContext s_tenant = Contexts.Of("aurora");

    [Test]
    public async Task A_saved_rule_is_listed_and_can_be_changed_by_its_id()
    {
        var saved = Content(await CallAsync("save_alert_rule", """{"name":"Sales","kind":"metric_below","metric":"net_sales","window":"yesterday","threshold":1000.5}"""));
        var id = saved.GetProperty("rule").GetProperty("rule_id").GetString();
        await CallAsync("save_alert_rule", $$"""{"rule_id":"{{id}}","name":"Sales","kind":"metric_below","metric":"net_sales","window":"yesterday","threshold":2000,"enabled":false}""");

        var rule = Content(await CallAsync("list_alerts", """{"rules":true}""")).GetProperty("rules").EnumerateArray().Should().ContainSingle().Subject;

        rule.GetProperty("threshold").GetDecimal().Should().Be(2000);
        rule.GetProperty("enabled").GetBoolean().Should().BeFalse();
    }

    [Test]
    public async Task An_alert_is_told_in_a_sentence_and_acknowledged_once()
    {
        var rule = AlertRules.Of(AlertKind.MetricBelow, 100);
        await Alerts.SaveRuleAsync(s_tenant, rule, CancellationToken.None);
        var id = AlertId.New(TimeProvider.System);
        await Alerts.FireAsync(s_tenant, id, rule.Id, new AlertObservation(BrandId.Parse("luma-skin"), 12.5m), CancellationToken.None);

        var listed = Content(await CallAsync("list_alerts", "{}")).GetProperty("alerts").EnumerateArray().Single();
        var first = Content(await CallAsync("acknowledge_alert", $$"""{"alert_id":"{{id}}"}"""));
        var second = Content(await CallAsync("acknowledge_alert", $$"""{"alert_id":"{{id}}"}"""));

        listed.GetProperty("summary").GetString().Should().Contain("luma-skin").And.Contain("12.5").And.Contain("100");
        (first.GetProperty("changed").GetBoolean(), second.GetProperty("changed").GetBoolean()).Should().Be((true, false));
    }

    [TestCase("save_alert_rule", """{"name":"x","kind":"metric_below","metric":"net_slaes","window":"yesterday","threshold":1}""", "metric_unknown")]
    [TestCase("save_alert_rule", """{"name":"x","kind":"metric_below","metric":"net_sales","window":"today","threshold":1}""", "time_invalid")]
    [TestCase("save_alert_rule", """{"name":"x","kind":"cost_of_day_above","threshold":1e300}""", "value_invalid")]
    [TestCase("save_alert_rule", """{"name":"x","kind":"data_missing","threshold":1,"brand":"No Brand"}""", "brand_unknown")]
    [TestCase("save_alert_rule", """{"rule_id":"1","name":"x","kind":"data_missing","threshold":1}""", "value_invalid")]
    [TestCase("acknowledge_alert", """{"alert_id":"the first"}""", "value_invalid")]
    public async Task What_cannot_be_meant_is_refused(string tool, string arguments, string code)
    {
        var answer = await CallAsync(tool, arguments);

        answer.GetProperty("result").GetProperty("_meta").GetProperty("pulsepoint/error").GetProperty("code").GetString().Should().Be(code);
    }

    [Test]
    public async Task An_analyst_reads_alerts_and_changes_none()
    {
        var analyst = Start(Issuer.WithKey());

        var answer = await analyst.CallAsync("acknowledge_alert", $$"""{"alert_id":"{{AlertId.New(TimeProvider.System)}}"}""");

        answer.GetProperty("result").GetProperty("_meta").GetProperty("pulsepoint/error").GetProperty("code").GetString().Should().Be("permission_denied");
        Content(await analyst.CallAsync("list_alerts", "{}")).GetProperty("alerts").GetArrayLength().Should().Be(0);
    }

    [TestCase("Net sales of last week")]
    [TestCase("Umsatz der letzten Woche: Luma Skin, Vereinigtes Königreich, ohne Rücksendungen und Gutscheine (Nr. 4711)")]
    [TestCase("先週の売上高が一万ドルを下回ったときに知らせる規則その一")]
    public async Task However_many_rules_and_alerts_there_are_both_forms_stay_within_the_budget(string name)
    {
        await FillAsync(name);

        var answer = await CallAsync("list_alerts", """{"rules":true,"state":"all"}""");

        var content = Content(answer);
        content.GetProperty("alerts").GetArrayLength().Should().BeInRange(2, 19);
        content.GetProperty("rules").GetArrayLength().Should().BeInRange(5, 199);
        content.GetProperty("truncated").GetBoolean().Should().BeTrue();
        content.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()).Should().HaveCount(2).And.AllSatisfy(w => w.Should().StartWith("Only the "));
        content.GetProperty("summary").GetString().Should().Contain("More than").And.Contain("200 alert rules");
        O200k.OfStructured(answer).Should().BeLessThan(O200k.OfAPage);
        O200k.OfText(answer).Should().BeLessThan(O200k.OfAPage);
    }

    [Test]
    public async Task The_resource_is_cut_like_the_tool()
    {
        await FillAsync("Net sales of last week");

        var read = await Start().RequestAsync("resources/read", """{"uri":"pulsepoint://alerts"}""");

        var text = read.GetProperty("result").GetProperty("contents")[0].GetProperty("text").GetString()!;
        O200k.Of(text).Should().BeLessThan(O200k.OfAPage);
        JsonElement.Parse(text).GetProperty("truncated").GetBoolean().Should().BeTrue();
    }

    [Test]
    public async Task What_fits_is_whole_and_says_so()
    {
        await Alerts.SaveRuleAsync(s_tenant, AlertRules.Of(AlertKind.MetricBelow, 100), CancellationToken.None);

        var content = Content(await CallAsync("list_alerts", """{"rules":true}"""));

        content.GetProperty("truncated").GetBoolean().Should().BeFalse();
        content.GetProperty("warnings").GetArrayLength().Should().Be(0);
    }

    [TestCase("""{"rules":true,"search":"NET_SALES"}""", 2)]
    [TestCase("""{"rules":true,"search":"data"}""", 1)]
    [TestCase("""{"rules":true,"brand":"luma-skin"}""", 1)]
    [TestCase("""{"rules":true,"brand":"luma-skin","search":"data"}""", 0)]
    public async Task Rules_are_found_by_brand_and_by_a_part_of_what_they_are_called(string arguments, int count)
    {
        await Alerts.SaveRuleAsync(s_tenant, AlertRules.Of(AlertKind.MetricBelow, 100), CancellationToken.None);
        await Alerts.SaveRuleAsync(s_tenant, AlertRules.Of(AlertKind.MetricAbove, 100) with { Brand = BrandId.Parse("luma-skin") }, CancellationToken.None);
        await Alerts.SaveRuleAsync(s_tenant, AlertRules.Of(AlertKind.DataMissing, 2), CancellationToken.None);

        Content(await CallAsync("list_alerts", arguments)).GetProperty("rules").GetArrayLength().Should().Be(count);
    }

    // As full as an organisation can be, and every alert acknowledged and resolved.
    private async Task FillAsync(string name)
    {
        for (var i = 0; i < 200; i++)
        {
            var rule = AlertRules.Of(AlertKind.MetricBelow, 10_000.5m + i) with { Name = $"{name} {i}", Brand = BrandId.Parse("luma-skin"), Window = "last_7_days" };
            await Alerts.SaveRuleAsync(s_tenant, rule, CancellationToken.None);
            if (i < 30)
                await Alerts.FireAsync(s_tenant, AlertId.New(TimeProvider.System), rule.Id, new AlertObservation(rule.Brand, 1234.56m + i, "USD"), CancellationToken.None);
        }
    }

    private Task<JsonElement> CallAsync(string tool, string arguments) =>
        Start(Issuer.WithKey(TestIssuer.Grant with { Permissions = Permissions.All })).CallAsync(tool, arguments);

    private static JsonElement Content(JsonElement answer) => answer.GetProperty("result").GetProperty("structuredContent");
}
