using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Outbox;

internal sealed class OutboxTests
{
    [Test]
    public async Task Where_nothing_was_kept_yet_that_is_said_and_nothing_is_made()
    {
        using var state = new TemporaryFolder();

        var run = await ToolProcess.RunAsync(new ToolSetting { State = state.Path }, ["outbox", "status"]);

        run.ExitCode.Should().Be(0);
        run.Lines.Should().Equal("Nothing was kept here yet.");
        Directory.Exists(Path.Combine(state.Path, "outbox")).Should().BeFalse();
    }

    [Test]
    public async Task A_call_that_ends_at_once_leaves_nothing_waiting()
    {
        var analyst = await DemoState.AsAsync("aurora", "analyst");

        (await ToolProcess.RunAsync(analyst, ["call", "list_brands"])).ExitCode.Should().Be(0);

        (await ToolProcess.RunAsync(analyst, ["outbox", "flush"])).Lines.Should().Equal("Everything is delivered.");
        var sinks = (await StatusAsync(analyst)).GetProperty("sinks").EnumerateArray().ToArray();
        sinks.Select(s => s.GetProperty("sink").GetString()).Should().Equal("history", "postgres");
        sinks.Should().OnlyContain(s => s.GetProperty("dead").GetInt64() == 0);
    }

    [Test]
    public async Task A_server_whose_input_ends_at_once_delivers_too([ValueSource(typeof(Era), nameof(Era.All))] Era era)
    {
        var analyst = await DemoState.AsAsync("borealis", "analyst");

        var run = await ToolProcess.RunAsync(analyst, ["serve"], [.. era.Opening, era.CallTool(2, "list_brands")]);

        run.Result(2);
        (await ToolProcess.RunAsync(analyst, ["outbox", "flush"])).Lines.Should().Equal("Everything is delivered.");
    }

    [Test]
    public async Task What_a_sink_that_is_not_there_should_have_had_stays_and_says_why_until_it_is_given_up()
    {
        var analyst = await DemoState.AsAsync("cinder", "analyst");
        var unreachable = analyst with
        {
            More = new Dictionary<string, string> { ["PULSEPOINT_PUBSUB_TOPIC"] = "projects/p/topics/pulsepoint-{tenant}", ["PUBSUB_EMULATOR_HOST"] = "127.0.0.1:1" },
        };

        (await ToolProcess.RunAsync(unreachable, ["call", "list_brands"])).ExitCode.Should().Be(0);

        var flush = await ToolProcess.RunAsync(unreachable, ["outbox", "flush", "--timeout", "2"]);
        flush.ExitCode.Should().Be(1);
        flush.Errors.Should().StartWith("error: ");
        var sink = (await StatusAsync(unreachable)).GetProperty("sinks").EnumerateArray().Single(s => s.GetProperty("sink").GetString() == "pubsub");
        sink.GetProperty("waiting").GetInt64().Should().BePositive();
        sink.GetProperty("last_error").GetString().Should().NotBeNullOrEmpty();

        (await ToolProcess.RunAsync(analyst, ["outbox", "purge", "--sink", "pubsub"])).ExitCode.Should().Be(0);
        (await StatusAsync(analyst)).GetProperty("sinks").EnumerateArray().Select(s => s.GetProperty("sink").GetString()).Should().NotContain("pubsub");
    }

    [TestCase("outbox", "purge")]
    [TestCase("outbox", "requeue", "--all", "0199f2f0-0000-7000-8000-000000000001")]
    [TestCase("outbox", "purge", "everything")]
    [TestCase("outbox", "flush", "--timeout", "0")]
    public async Task Nothing_is_given_up_by_a_command_line_that_does_not_say_what(params string[] arguments)
    {
        using var state = new TemporaryFolder();

        var run = await ToolProcess.RunAsync(new ToolSetting { State = state.Path }, arguments);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().StartWith("error: ");
    }

    private static async Task<JsonElement> StatusAsync(ToolSetting setting)
    {
        var run = await ToolProcess.RunAsync(setting, ["outbox", "status", "--json"]);
        run.ExitCode.Should().Be(0, run.Errors);
        using var status = JsonDocument.Parse(string.Join('\n', run.Lines));
        return status.RootElement.Clone();
    }
}
