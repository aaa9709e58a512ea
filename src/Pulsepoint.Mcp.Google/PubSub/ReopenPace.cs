namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>
/// How soon a stream that was closed is opened again: at once, as servers close streams now and then; but ever later
/// while streams end as soon as they begin.
/// </summary>
internal sealed class ReopenPace(TimeProvider time)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_stable = TimeSpan.FromSeconds(5);

    private int _barren;
    private long _opened;

    public void Opened() => _opened = time.GetTimestamp();

    /// <summary>The stream was of use.</summary>
    public void Received() => _barren = 0;

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_opened) >= s_stable)
            _barren = 0;

        // At once after a stream that was of use; else ever later, for nothing tells when the service is there again.
        return _barren++ == 0 ? Task.CompletedTask : Task.Delay(Later(_barren - 2), time, cancellationToken);
    }

    private static TimeSpan Later(int doublings) => s_shortest * Math.Min(Math.Pow(2, doublings), s_longest / s_shortest);
}
