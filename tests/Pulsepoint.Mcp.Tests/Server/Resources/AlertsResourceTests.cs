using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Alerts;
using Pulsepoint.Mcp.Testing.Serving;
using Pulsepoint.Mcp.Tests.Server.Tools;

namespace Pulsepoint.Mcp.Tests.Server.Resources;

[TestFixture]
public sealed class AlertsResourceTests : ServerFixture
{
    private const string Address = """{"uri":"pulsepoint://alerts"}""";

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);

    [Test]
    public async Task It_is_listed_for_a_key_and_not_without_one()
    {
        var listed = await Start().RequestAsync("resources/list");
        var keyless = await Start(Issuer.Options).RequestAsync("resources/list");

        listed.GetProperty("result").GetProperty("resources")[0].GetProperty("uri").GetString().Should().Be("pulsepoint://alerts");
        keyless.GetProperty("result").GetProperty("resources").GetArrayLength().Should().Be(0);
    }

    [Test]
    public async Task The_newer_era_is_told_not_to_keep_lists_or_what_was_read()
    {
        var pair = Start();

        JsonElement[] results =
        [
            await pair.ModernRequestAsync("resources/list"),
            await pair.ModernRequestAsync("resources/templates/list"),
            await pair.ModernRequestAsync("resources/read", "\"uri\":\"pulsepoint://alerts\""),
        ];

        results.Select(r => r.GetProperty("result")).Should().AllSatisfy(r =>
        {
            r.GetProperty("ttlMs").GetInt32().Should().Be(0);
            r.GetProperty("cacheScope").GetString().Should().Be("private");
        });
    }

    [Test]
    public async Task Reading_gives_what_the_tool_gives_and_is_counted_as_read()
    {
        await FireAsync();
        var pair = Start();

        var read = await pair.RequestAsync("resources/read", Address);
        var called = await pair.CallAsync("list_alerts");

        var content = read.GetProperty("result").GetProperty("contents")[0];
        content.GetProperty("mimeType").GetString().Should().Be("application/json");
        var text = content.GetProperty("text").GetString()!;
        text.Should().Be(called.GetProperty("result").GetProperty("structuredContent").GetRawText());
        var counted = Outbox.Events[0].Event;
        counted.Tool.Should().Be("pulsepoint://alerts");
        counted.TokensOut.Should().Be(O200k.Of(text));
        Limiter.Asked.Should().HaveCount(2);
    }

    [Test]
    public async Task Another_address_is_unknown_and_is_not_repeated()
    {
        var pair = Start();

        var older = (await pair.RequestAsync("resources/read", """{"uri":"pulsepoint://secret"}""")).GetProperty("error");
        var newer = (await pair.ModernRequestAsync("resources/read", "\"uri\":\"pulsepoint://secret\"")).GetProperty("error");

        older.GetProperty("code").GetInt32().Should().Be(-32002);
        newer.GetProperty("code").GetInt32().Should().Be(-32602);
        older.GetRawText().Should().NotContain("secret");
    }

    [Test]
    public async Task Without_a_key_reading_and_subscribing_say_so()
    {
        var pair = Start(Issuer.Options);

        var read = (await pair.RequestAsync("resources/read", Address)).GetProperty("error");
        var subscribed = (await pair.RequestAsync("resources/subscribe", Address)).GetProperty("error");

        read.GetProperty("message").GetString().Should().Contain("key_missing").And.Contain("do not estimate");
        read.GetProperty("data").GetProperty("code").GetString().Should().Be("key_missing");
        subscribed.GetProperty("data").GetProperty("code").GetString().Should().Be("key_missing");
    }

    [Test]
    public async Task A_subscriber_hears_when_an_alert_fires_and_when_it_is_acknowledged()
    {
        var pair = Start();
        await pair.RequestAsync("resources/subscribe", Address);
        await Alerts.LookedAsync();

        var alert = await FireAsync();
        Time.Advance(s_pause);
        var fired = await pair.ReadAsync();
        await Alerts.LookedAsync();
        await Alerts.AcknowledgeAsync(Contexts.Of("aurora"), alert, default);
        Time.Advance(s_pause);
        var acknowledged = await pair.ReadAsync();

        foreach (var heard in new[] { fired, acknowledged })
        {
            heard.GetProperty("method").GetString().Should().Be("notifications/resources/updated");
            heard.GetProperty("params").GetRawText().Should().Be(Address);
        }
    }

    [Test]
    public async Task A_listener_of_the_newer_era_hears_it_under_its_own_id()
    {
        var pair = Start();
        await pair.SendAsync(McpPair.ModernLine("\"mine\"", "subscriptions/listen", """
            "notifications":{"toolsListChanged":true,"resourceSubscriptions":["pulsepoint://alerts","pulsepoint://other"]}
            """.Trim()));
        var granted = (await pair.ReadAsync()).GetProperty("params").GetProperty("notifications");
        await Alerts.LookedAsync();

        await FireAsync();
        Time.Advance(s_pause);
        var heard = await pair.ReadAsync();

        granted.GetRawText().Should().Be("""{"resourceSubscriptions":["pulsepoint://alerts"]}""");
        heard.GetProperty("method").GetString().Should().Be("notifications/resources/updated");
        heard.GetProperty("params").GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").GetString().Should().Be("mine");
        (await pair.ReadToEndAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task Who_unsubscribed_hears_nothing_more()
    {
        var pair = Start();
        await pair.RequestAsync("resources/subscribe", Address);
        await Alerts.LookedAsync();
        await pair.RequestAsync("resources/unsubscribe", Address);

        await FireAsync();
        Time.Advance(s_pause);
        await pair.RequestAsync("ping");

        Alerts.Looks.Should().Be(0, "nobody asks for whom nobody listens");
        (await pair.ReadToEndAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task Who_was_dropped_with_the_key_can_subscribe_again()
    {
        var pair = Start();
        Alerts.Refusal = Refusal.KeyRevoked();
        await pair.RequestAsync("resources/subscribe", Address);
        await Alerts.LookedAsync();

        Alerts.Refusal = null;
        await pair.RequestAsync("resources/subscribe", Address);

        await Alerts.LookedAsync();
    }

    [Test]
    public async Task A_database_that_was_away_is_asked_again()
    {
        var pair = Start();
        await pair.RequestAsync("resources/subscribe", Address);
        await Alerts.LookedAsync();

        Alerts.Refusal = Refusal.SourceUnavailable("The database is away.", "Wait.");
        await FireAsync();
        Time.Advance(s_pause);
        await Alerts.LookedAsync();
        Alerts.Refusal = null;
        Time.Advance(s_pause);

        (await pair.ReadAsync()).GetProperty("method").GetString().Should().Be("notifications/resources/updated");
    }

    private async Task<AlertId> FireAsync()
    {
        var rule = AlertRules.Of(AlertKind.MetricAbove, 10);
        var alert = AlertId.New(Time);
        await Alerts.SaveRuleAsync(Contexts.Of("aurora"), rule, default);
        await Alerts.FireAsync(Contexts.Of("aurora"), alert, rule.Id, new AlertObservation(BrandId.Parse("luma-skin"), 12), default);
        return alert;
    }
}
