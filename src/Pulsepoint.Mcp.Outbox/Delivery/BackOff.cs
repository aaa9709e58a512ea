using NodaTime;

namespace Pulsepoint.Mcp.Outbox.Delivery;

/// <summary>
/// How long to leave a sink alone after it failed: longer each time, and never as long as another process. Measured by a
/// clock that nobody sets, so that a change of the machine's time neither shortens nor lengthens it.
/// </summary>
internal sealed class BackOff(TimeProvider time, Random random)
{
    /// <summary>The longest that a sink is left alone, whatever it asks for, and whatever an earlier process noted.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private const int MostDoublings = 6;

    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_misconfigured = TimeSpan.FromMinutes(5);

    private TimeSpan _wait;
    private long _since;
    private int _failures;

    public TimeSpan Remaining => _wait == TimeSpan.Zero ? TimeSpan.Zero : Max(_wait - time.GetElapsedTime(_since), TimeSpan.Zero);

    public void Succeed() => (_wait, _failures) = (TimeSpan.Zero, 0);

    /// <summary>It may be taken again later.</summary>
    /// <param name="after">How long the sink asks to be left alone; null where it does not say.</param>
    public TimeSpan Fail(Duration? after)
    {
        var wait = Jittered(s_first * (1 << Math.Min(_failures, MostDoublings)));
        _failures++;
        return Wait(Max(wait, after?.ToTimeSpan() ?? TimeSpan.Zero));
    }

    /// <summary>People have to set something right first.</summary>
    public TimeSpan FailForLong() => Wait(Jittered(s_misconfigured));

    /// <summary>Goes on with what is left of an earlier process's wait. A time further off than any wait is of a clock that went back.</summary>
    public void Resume(TimeSpan left) => Wait(left > Longest ? TimeSpan.Zero : Max(left, TimeSpan.Zero));

    private TimeSpan Wait(TimeSpan wait)
    {
        _wait = wait < Longest ? wait : Longest;
        _since = time.GetTimestamp();
        return _wait;
    }

    // Between half of it and all of it.
    private TimeSpan Jittered(TimeSpan wait) => wait * (0.5 + (random.NextDouble() / 2));

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
