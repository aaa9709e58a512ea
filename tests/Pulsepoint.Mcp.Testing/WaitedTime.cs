using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Testing;

/// <summary>A clock that stands still until it is moved, and tells when somebody has begun to wait by it.</summary>
public sealed class WaitedTime(DateTimeOffset now) : FakeTimeProvider(now), IDisposable
{
    private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> _begun = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Begun(dueTime).Release();
        return timer;
    }

    /// <summary>Ends when somebody waits for that long, once for each time that somebody did.</summary>
    public async Task WaitedForAsync(TimeSpan dueTime)
    {
        if (!await Begun(dueTime).WaitAsync(McpPair.Timeout))
            throw new TimeoutException($"Nobody waited for {dueTime}.");
    }

    public void Dispose()
    {
        foreach (var begun in _begun.Values)
            begun.Dispose();
    }

    private SemaphoreSlim Begun(TimeSpan dueTime) => _begun.GetOrAdd(dueTime, _ => new SemaphoreSlim(0));
}
