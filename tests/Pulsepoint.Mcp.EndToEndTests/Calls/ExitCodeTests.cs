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

    [TestCase("PULSEPOINT_DATABASE", "nonsense")]
    [TestCase("PULSEPOINT_DATABASE", "postgresql://me:secret@db.example.com/pulsepoint")]
    [TestCase("PULSEPOINT_LOG", "loud")]
    [TestCase("PULSEPOINT_NOW", "yesterday")]
    public async Task A_setting_with_a_wrong_value_is_2_and_shows_a_right_one(string name, string value)
    {
        using var state = new TemporaryFolder();

        var run = await ToolProcess.RunAsync(
            new ToolSetting { State = state.Path, More = new Dictionary<string, string> { [name] = value } }, ["call", "list_brands"]);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().StartWith($"error: {name} ").And.Contain($"For example: {name}=").And.NotContain("secret");
    }

    [Test]
    public async Task A_folder_without_the_servers_programs_is_a_wrong_setting_and_nothing_is_fetched()
    {
        using var state = new TemporaryFolder();
        var setting = new ToolSetting { State = state.Path, More = new Dictionary<string, string> { ["PULSEPOINT_PG_BIN"] = state.Path } };

        var run = await ToolProcess.RunAsync(setting, ["demo", "--yes"]);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().StartWith("error: PULSEPOINT_PG_BIN ").And.Contain("For example: PULSEPOINT_PG_BIN=");
    }

    [Test]
    public async Task A_state_folder_that_cannot_be_made_is_a_wrong_setting()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "");

        var run = await ToolProcess.RunAsync(new ToolSetting { State = Path.Combine(file, "state"), WorkingDirectory = folder.Path }, ["demo"]);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().StartWith("error: PULSEPOINT_STATE ");
    }

    [Test]
    public async Task A_name_in_the_settings_file_that_is_no_setting_is_2_and_is_named()
    {
        using var state = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(state.Path, "pulsepoint.json"), """{"PULSEPOINT_LOG":"info","PULSEPOINT_DATABSE":"x"}""");

        var run = await ToolProcess.RunAsync(new ToolSetting { State = state.Path }, ["call", "list_brands"]);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Contain("names PULSEPOINT_DATABSE, which is no setting.");
    }

    [Test]
    public async Task Arguments_can_stand_in_a_file()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "question.json");
        await File.WriteAllTextAsync(file, """
            {
              "metrics": ["orders"]
            }
            """);

        var run = await ToolProcess.RunAsync(await DemoState.AsAsync("aurora", "analyst"), ["call", "query_metrics", $"@{file}"]);
        var missing = await ToolProcess.RunAsync(new ToolSetting { State = folder.Path }, ["call", "query_metrics", "@nowhere.json"]);

        run.ExitCode.Should().Be(0, run.Errors);
        missing.ExitCode.Should().Be(2);
        missing.Errors.Should().StartWith("error: nowhere.json cannot be read.");
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

    [TestCase("list_brands", "{}", "id,name,currency,time_zone,sources,data_through")]
    [TestCase("list_values", """{"dimension":"product"}""", "value,brands,last_seen")]
    public async Task A_list_comes_as_csv_too(string tool, string arguments, string header)
    {
        var run = await ToolProcess.RunAsync(await DemoState.AsAsync("aurora", "analyst"), ["call", tool, arguments, "--csv"]);

        run.ExitCode.Should().Be(0, run.Errors);
        run.Lines[0].Should().Be(header);
        run.Lines.Should().HaveCountGreaterThan(3);
    }

    [TestCase("get_dashboard", "{}")]
    [TestCase("query_metrics", """{"metrics":["orders"],"compare":{"mode":"previous_period"}}""")]
    public async Task Csv_of_what_is_not_one_table_is_wrong_usage(string tool, string arguments)
    {
        var run = await ToolProcess.RunAsync(await DemoState.AsAsync("aurora", "analyst"), ["call", tool, arguments, "--csv"]);

        run.ExitCode.Should().Be(2);
        run.Lines.Should().BeEmpty();
    }
}
