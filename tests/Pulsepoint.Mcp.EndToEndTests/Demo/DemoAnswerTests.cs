using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Demo;

/// <summary>A demo key's holder asks through the pipe; the input ends right after the last question.</summary>
internal sealed class DemoAnswerTests
{
    private const int Rounds = 3;
    private const string NetSales = """{"metrics":["net_sales"],"time":{"preset":"yesterday"},"brands":["luma-skin"]}""";

    [Test]
    public async Task Every_question_is_answered_when_the_input_ends_at_once([ValueSource(typeof(Era), nameof(Era.All))] Era era, [Range(1, Rounds)] int round)
    {
        var setting = await DemoState.AsAsync("aurora", "analyst");

        var run = await ToolProcess.RunAsync(
            setting,
            ["serve"],
            [.. era.Opening, era.ListTools(2), era.CallTool(3, "list_brands"), era.CallTool(4, "query_metrics", NetSales)]);

        run.Messages().Should().HaveCount(4, $"round {round} holds four requests and nothing else is said");
        IsError(run.Result(3)).Should().BeFalse(run.Result(3).GetRawText());
        IsError(run.Result(4)).Should().BeFalse(run.Result(4).GetRawText());
        run.Result(4).GetProperty("structuredContent").GetProperty("rows").GetArrayLength().Should().BePositive();
        run.ExitCode.Should().Be(0);
    }

    [Test]
    public async Task Both_eras_get_the_same_numbers()
    {
        var setting = await DemoState.AsAsync("aurora", "analyst");

        var rows = new List<string>();
        foreach (var era in Era.All)
        {
            var run = await ToolProcess.RunAsync(setting, ["serve"], [.. era.Opening, era.CallTool(2, "query_metrics", NetSales)]);
            rows.Add(run.Result(2).GetProperty("structuredContent").GetProperty("rows").GetRawText());
        }

        rows.Distinct(StringComparer.Ordinal).Should().ContainSingle();
    }

    [Test]
    public async Task Another_tenants_brand_is_refused_like_one_that_does_not_exist()
    {
        var setting = await DemoState.AsAsync("borealis", "analyst");
        var era = Era.Handshake;

        var run = await ToolProcess.RunAsync(
            setting,
            ["serve"],
            [.. era.Opening, era.CallTool(2, "query_metrics", NetSales), era.CallTool(3, "query_metrics", NetSales.Replace("luma-skin", "no-such-brand", StringComparison.Ordinal))]);

        IsError(run.Result(2)).Should().BeTrue(run.Result(2).GetRawText());
        run.Result(2).GetRawText().Should().Contain("brand_unknown").And.Be(run.Result(3).GetRawText());
    }

    private static bool IsError(JsonElement result) => result.TryGetProperty("isError", out var isError) && isError.GetBoolean();
}
