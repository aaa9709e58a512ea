using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Administration;

/// <summary>What was asked through the tool stands in the bill, and what get_usage says is the same.</summary>
internal sealed class UsageReportTests
{
    // A process that ends delivers for two seconds at most; the next one of its key takes what it left.
    private const int MostCalls = 20;

    [Test]
    public async Task An_answer_is_billed_and_can_be_judged_by_another_process()
    {
        var analyst = await DemoState.AsAsync("borealis", "analyst");
        var answer = await CallAsync(analyst, "query_metrics", """{"metrics":["sessions"],"time":{"preset":"last_week"}}""");
        var id = answer.GetProperty("answer_id").GetString();

        var judged = -1;
        for (var i = 0; i < MostCalls && judged != 0; i++)
            judged = (await ToolProcess.RunAsync(analyst, ["call", "submit_feedback", $$"""{"answer_id":"{{id}}","verdict":"correct"}"""])).ExitCode;

        judged.Should().Be(0);
        var auditor = await DemoState.AsAsync("borealis", "auditor");
        var usage = await CallAsync(auditor, "get_usage", """{"view":"tokens","time":{"preset":"today"}}""");
        var billed = await BilledAsync();
        billed.GetProperty("calls_reported").GetInt64().Should().BePositive();
        billed.GetProperty("calls_counted").GetInt64().Should().BeGreaterThanOrEqualTo(usage.GetProperty("totals").GetProperty("calls_counted").GetInt64());
        billed.GetProperty("tokens_out").GetInt64().Should().BeGreaterThanOrEqualTo(usage.GetProperty("totals").GetProperty("tokens_out").GetInt64());
        usage.GetProperty("totals").GetProperty("tokens_out").GetInt64().Should().BePositive();
    }

    [Test]
    public async Task The_report_comes_as_a_table_and_as_csv()
    {
        await CallAsync(await DemoState.AsAsync("borealis", "analyst"), "list_brands", "{}");

        (await DoneAsync("usage", "report"))[0].Should().StartWith("organisation  day (UTC)");
        var csv = await DoneAsync("usage", "report", "--time", "today", "--csv");
        csv[0].Should().Be("tenant,day,calls_counted,calls_refused,calls_reported,difference,tokens_in,tokens_out,rows,bytes_billed,cost_usd");
        csv.Skip(1).Should().OnlyContain(l => l.Split(',').Length == 11).And.Contain(l => l.StartsWith("borealis,", StringComparison.Ordinal));
        (await DoneAsync("usage", "report", "--from", "2020-01-01", "--to", "2020-01-31")).Should().Equal("Nothing was used from 2020-01-01 to 2020-01-31.");
    }

    [TestCase(2, "usage", "report", "--csv", "--json")]
    [TestCase(2, "usage", "report", "--tenant", "No Slug")]
    [TestCase(2, "usage", "report", "--time", "whenever")]
    [TestCase(2, "usage", "report", "--from", "2026-01-01")]
    [TestCase(1, "usage", "report", "--tenant", "no-such-tenant")]
    public async Task What_cannot_be_followed_is_refused(int exitCode, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        run.ExitCode.Should().Be(exitCode, run.Errors);
        run.Lines.Should().BeEmpty();
    }

    private static async Task<JsonElement> BilledAsync()
    {
        var report = JsonDocument.Parse((await DoneAsync("usage", "report", "--tenant", "borealis", "--time", "today", "--json")).Single()).RootElement;
        return report.GetProperty("days").EnumerateArray().Single();
    }

    private static async Task<JsonElement> CallAsync(ToolSetting setting, string tool, string arguments)
    {
        var run = await ToolProcess.RunAsync(setting, ["call", tool, arguments]);
        run.ExitCode.Should().Be(0, run.Errors);
        return JsonDocument.Parse(string.Join('\n', run.Lines)).RootElement;
    }

    private static async Task<IReadOnlyList<string>> DoneAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        run.ExitCode.Should().Be(0, run.Errors);
        return run.Lines;
    }

    // Without a key: the embedded cluster's own credential does the work.
    private static async Task<ToolRun> RunAsync(params string[] arguments) =>
        await ToolProcess.RunAsync((await DemoState.AsAsync("borealis", "analyst")) with { ApiKeyFile = null }, arguments);
}
