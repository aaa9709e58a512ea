using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Protocol;

/// <summary>What a shell does: requests piped in, the input ended in the same moment, everything read at the end.</summary>
internal sealed class PipeTests
{
    private const int Rounds = 3;

    [Test]
    public async Task Every_request_is_answered_when_the_input_ends_at_once([ValueSource(typeof(Era), nameof(Era.All))] Era era, [Range(1, Rounds)] int round)
    {
        using var state = new TemporaryFolder();

        var run = await ToolProcess.RunAsync(
            new ToolSetting { State = state.Path },
            ["serve"],
            [.. era.Opening, era.ListTools(2), era.CallTool(3, "setup_status")]);

        run.Answer(1);
        run.Result(2);
        run.Result(3);
        run.Messages().Should().HaveCount(3, $"round {round} holds three requests and nothing else is said");
        run.ExitCode.Should().Be(0);
    }

    [Test]
    public async Task A_last_line_without_a_line_end_is_answered([ValueSource(typeof(Era), nameof(Era.All))] Era era)
    {
        using var state = new TemporaryFolder();
        await using var tool = ToolProcess.Start(new ToolSetting { State = state.Path }, "serve");

        await tool.WriteAsync(string.Join('\n', [.. era.Opening, era.ListTools(2)]));
        tool.EndInput();
        var run = await tool.FinishAsync();

        run.Result(2);
        run.Messages().Should().HaveCount(2);
    }

    [Test]
    public async Task What_cannot_be_read_is_answered_and_the_rest_still_works()
    {
        using var state = new TemporaryFolder();

        var run = await ToolProcess.RunAsync(
            new ToolSetting { State = state.Path },
            ["serve"],
            [.. Era.Handshake.Opening, "this is not json", "[]", Era.Handshake.ListTools(2)]);

        run.Result(2);
        run.Messages().Where(m => m.TryGetProperty("error", out _)).Should().HaveCount(2);
        run.ExitCode.Should().Be(0);
    }
}
