namespace Pulsepoint.Mcp.Server.Usage;

/// <summary>How long a call takes, and how long of that it waited for its turn. Made when the call arrives.</summary>
internal sealed class CallWatch(TimeProvider time)
{
    private readonly long _arrived = time.GetTimestamp();
    private long _waited;

    public TimeSpan Elapsed => time.GetElapsedTime(_arrived);

    public TimeSpan Queued => TimeSpan.FromTicks(Interlocked.Read(ref _waited));

    public async Task WaitAsync(Task turn)
    {
        var since = time.GetTimestamp();
        try
        {
            await turn;
        }
        finally
        {
            Interlocked.Add(ref _waited, time.GetElapsedTime(since).Ticks);
        }
    }
}
