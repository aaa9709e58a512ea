using System.Diagnostics;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Lifetime;

internal sealed class EndTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    [TestCaseSource(typeof(Era), nameof(Era.All))]
    [Platform(Exclude = "Win", Reason = "Windows has no SIGTERM; clients there end the process.")]
    public async Task A_terminated_server_ends_within_a_second(Era era)
    {
        using var state = new TemporaryFolder();
        await using var tool = await StartAndOpenAsync(state, era);

        var clock = Stopwatch.StartNew();
        tool.Terminate();
        var run = await tool.FinishAsync();

        clock.Elapsed.Should().BeLessThan(s_patience);
        run.ExitCode.Should().Be(0);
    }

    [TestCaseSource(typeof(Era), nameof(Era.All))]
    public async Task An_idle_server_ends_with_its_input_within_a_second(Era era)
    {
        using var state = new TemporaryFolder();
        await using var tool = await StartAndOpenAsync(state, era);

        var clock = Stopwatch.StartNew();
        tool.EndInput();
        var run = await tool.FinishAsync();

        clock.Elapsed.Should().BeLessThan(s_patience);
        run.ExitCode.Should().Be(0);
    }

    private static async Task<ToolProcess> StartAndOpenAsync(TemporaryFolder state, Era era)
    {
        var tool = ToolProcess.Start(new ToolSetting { State = state.Path }, "serve");
        foreach (var line in era.Opening)
            await tool.WriteLineAsync(line);

        JsonRpc.Parse(await tool.ReadLineAsync());
        return tool;
    }
}
