using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Server;
using Pulsepoint.Mcp.Server.Pipeline;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Tests.Server.Pipeline;

[TestFixture]
public sealed class SlotFilterTests
{
    private static readonly ToolAnswer s_answer = new() { Summary = "done", Body = _ => { } };

    [Test]
    public async Task A_waiting_call_stops_waiting_when_it_is_cancelled_and_never_begins()
    {
        using var filter = OneSlot();
        using var cancel = new CancellationTokenSource();
        var gate = new TaskCompletionSource<ToolAnswer>();
        var call = new ToolCall(new GatedTool(), ToolArguments.None);
        var began = false;

        var working = filter.InvokeAsync(call, (_, _) => gate.Task, CancellationToken.None);
        var waiting = filter.InvokeAsync(call, (_, _) => { began = true; return Task.FromResult(s_answer); }, cancel.Token);
        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
        began.Should().BeFalse();
        gate.SetResult(s_answer);
        (await working).Should().Be(s_answer);
    }

    [Test]
    public async Task A_failed_call_gives_its_slot_back()
    {
        using var filter = OneSlot();
        var call = new ToolCall(new GatedTool(), ToolArguments.None);

        await filter.Invoking(f => f.InvokeAsync(call, (_, _) => throw new InvalidOperationException(), CancellationToken.None))
            .Should().ThrowAsync<InvalidOperationException>();

        (await filter.InvokeAsync(call, (_, _) => Task.FromResult(s_answer), CancellationToken.None)).Should().Be(s_answer);
    }

    private static SlotFilter OneSlot() => new(new ServerOptions { Version = "1", State = new StateFolder(Path.GetTempPath()), MaxCallsAtWork = 1 });
}
