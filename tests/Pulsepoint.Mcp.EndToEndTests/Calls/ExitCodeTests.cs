using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Calls;

/// <summary>What a script branches on.</summary>
internal sealed class ExitCodeTests
{
    [TestCase("call", "no_such_tool")]
    [TestCase("call", "list_brands", "[1]")]
    [TestCase("call", "list_brands", "{")]
    [TestCase("call", "list_brands", """{"a":1,"a":2}""")]
    [TestCase("migrate", "--check", "--bootstrap")]
    [TestCase("no-such-verb")]
    public async Task Wrong_usage_is_2_with_a_sentence_and_nothing_on_stdout(params string[] arguments)
    {
        using var state = new TemporaryFolder();

        var run = await ToolProcess.RunAsync(new ToolSetting { State = state.Path }, arguments);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().StartWith("error: ");
        run.Lines.Should().BeEmpty();
    }

    [Test]
    public async Task A_trace_asked_for_changes_no_exit_code()
    {
        using var state = new TemporaryFolder();

        var run = await ToolProcess.RunAsync(new ToolSetting { State = state.Path }, ["call", "no_such_tool", "--verbose"]);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Contain("   at ");
    }

    [TestCase("call", "list_brands")]
    [TestCase("serve", "--require-key")]
    public async Task A_missing_key_is_4(params string[] arguments)
    {
        using var state = new TemporaryFolder();

        var run = await ToolProcess.RunAsync(new ToolSetting { State = state.Path }, arguments);

        run.ExitCode.Should().Be(4);
    }

    [Test]
    public async Task An_answer_is_0_and_one_JSON_object()
    {
        var run = await ToolProcess.RunAsync(await DemoState.AsAsync("aurora", "analyst"), ["call", "list_brands"]);

        run.ExitCode.Should().Be(0, run.Errors);
        using var answer = JsonDocument.Parse(run.Lines.Should().ContainSingle().Subject);
        answer.RootElement.GetProperty("brands").GetArrayLength().Should().Be(3);
    }

    [Test]
    public async Task Csv_holds_every_page_of_a_table()
    {
        const string Query = """{"metrics":["net_sales","orders"],"grain":"day","time":{"preset":"last_12_months"},"dimensions":["brand"]}""";

        var run = await ToolProcess.RunAsync(await DemoState.AsAsync("aurora", "analyst"), ["call", "query_metrics", Query, "--csv"]);

        run.ExitCode.Should().Be(0, run.Errors);
        run.Lines[0].Should().Be("date,brand,net_sales,orders");
        run.Lines.Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(700).And.AllSatisfy(line => line.Split(',').Should().HaveCount(4));
    }

    [Test]
    public async Task Csv_of_what_is_no_table_is_wrong_usage()
    {
        var run = await ToolProcess.RunAsync(await DemoState.AsAsync("aurora", "analyst"), ["call", "list_brands", "--csv"]);

        run.ExitCode.Should().Be(2);
        run.Lines.Should().BeEmpty();
    }
}
