using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Alerts;

/// <summary>The demo's hidden finding of September, found by a rule: conversion of Peakform fell.</summary>
internal sealed class AlertVerbTests
{
    private static readonly Dictionary<string, string> s_afterTheDrop = new() { ["PULSEPOINT_NOW"] = "2026-09-15T18:00:00Z" };
    private static readonly Dictionary<string, string> s_longAfter = new() { ["PULSEPOINT_NOW"] = "2026-11-01T18:00:00Z" };

    [Test]
    public async Task A_watch_fires_on_the_planted_drop_once_and_resolves_when_it_is_over()
    {
        var saved = Parse(await DoneAsync(s_afterTheDrop, "alerts", "rule", "save", "--name", "Conversion of Peakform", "--kind", "metric_falls",
            "--metric", "conversion_rate", "--window", "last_7_days", "--brand", "peakform", "--threshold", "0.15"));
        var rule = saved.GetProperty("rule").GetProperty("rule_id").GetString()!;

        var fired = Parse(await DoneAsync(s_afterTheDrop, "alerts", "watch", "--once", "--json"));
        (fired.GetProperty("state").GetString(), fired.GetProperty("rule_id").GetString(), fired.GetProperty("brand").GetString()).Should().Be(("open", rule, "peakform"));
        fired.GetProperty("value").GetDecimal().Should().BeInRange(-0.6m, -0.15m);
        (await DoneAsync(s_afterTheDrop, "alerts", "watch", "--once", "--json")).Should().BeEmpty("it is open already");

        var id = fired.GetProperty("alert_id").GetString()!;
        (await DoneAsync(s_afterTheDrop, "alerts", "acknowledge", id)).Single().Should().Contain("is acknowledged");
        var listed = Parse(await DoneAsync(s_afterTheDrop, "alerts", "list", "--json")).GetProperty("alerts").EnumerateArray().Single(a => a.GetProperty("alert_id").GetString() == id);
        listed.GetProperty("state").GetString().Should().Be("acknowledged");

        var ended = Parse(await DoneAsync(s_longAfter, "alerts", "watch", "--once", "--json"));
        (ended.GetProperty("state").GetString(), ended.GetProperty("alert_id").GetString()).Should().Be(("resolved", id));
        (await DoneAsync(s_longAfter, "alerts", "rule", "remove", rule)).Single().Should().Contain("removed");
    }

    [Test]
    public async Task An_analyst_may_look_and_may_not_save()
    {
        var analyst = await DemoState.AsAsync("aurora", "analyst");

        (await ToolProcess.RunAsync(analyst, ["alerts", "list", "--json"])).ExitCode.Should().Be(0);
        var save = await ToolProcess.RunAsync(analyst, ["alerts", "rule", "save", "--name", "x", "--kind", "data_missing", "--threshold", "2"]);

        save.ExitCode.Should().NotBe(0);
        save.Errors.Should().Contain("alerts:manage");
    }

    [Test]
    public async Task The_secret_of_a_webhook_is_shown_once()
    {
        var platform = (await DemoState.AsAsync("borealis", "admin")) with { ApiKeyFile = null };
        var set = await ToolProcess.RunAsync(platform, ["alerts", "webhook", "set", "https://hooks.borealis.example/in", "--tenant", "borealis"]);
        var shown = await ToolProcess.RunAsync(platform, ["alerts", "webhook", "show", "--tenant", "borealis"]);
        var refused = await ToolProcess.RunAsync(platform, ["alerts", "webhook", "set", "http://hooks.borealis.example/in", "--tenant", "borealis"]);

        set.ExitCode.Should().Be(0, set.Errors);
        set.Lines[^1].Should().MatchRegex("^whsec_[0-9a-f]{64}$");
        shown.Lines.Single().Should().Contain("https://hooks.borealis.example/in").And.NotContain("whsec_");
        refused.ExitCode.Should().Be(2);
        (await ToolProcess.RunAsync(platform, ["alerts", "webhook", "remove", "--tenant", "borealis"])).ExitCode.Should().Be(0);
    }

    private static async Task<IReadOnlyList<string>> DoneAsync(Dictionary<string, string> now, params string[] arguments)
    {
        var run = await ToolProcess.RunAsync((await DemoState.AsAsync("aurora", "manager")) with { More = now }, arguments);
        run.ExitCode.Should().Be(0, $"{string.Join(' ', arguments)} must work; it said: {run.Errors}");
        return run.Lines;
    }

    private static JsonElement Parse(IReadOnlyList<string> lines)
    {
        using var json = JsonDocument.Parse(lines.Single());
        return json.RootElement.Clone();
    }
}
