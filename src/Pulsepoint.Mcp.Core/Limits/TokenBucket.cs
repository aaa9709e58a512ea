namespace Pulsepoint.Mcp.Core.Limits;

/// <summary>One process's own count of its calls. Begins full; every call takes a token, and time brings them back.</summary>
public sealed class TokenBucket
{
    private const int SecondsPerMinute = 60;

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private CallLimit _limit;
    private double _tokens;
    private long _since;

    public TokenBucket(CallLimit limit, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentNullException.ThrowIfNull(time);

        (_limit, _time) = (limit, time);
        (_tokens, _since) = (limit.Burst, time.GetTimestamp());
    }

    /// <param name="secondsToWait">How long until there is a token again; 0 when one was taken.</param>
    public bool TryTake(out int secondsToWait)
    {
        lock (_gate)
        {
            Refill();
            if (_tokens >= 1)
            {
                _tokens--;
                secondsToWait = 0;
                return true;
            }

            secondsToWait = (int)Math.Ceiling((1 - _tokens) * SecondsPerMinute / _limit.PerMinute);
            return false;
        }
    }

    /// <summary>Goes on with another limit: what was taken stays taken.</summary>
    public void Adopt(CallLimit limit)
    {
        ArgumentNullException.ThrowIfNull(limit);

        lock (_gate)
        {
            Refill();
            _tokens = Math.Min(limit.Burst, _tokens + Math.Max(0, limit.Burst - _limit.Burst));
            _limit = limit;
        }
    }

    private void Refill()
    {
        var now = _time.GetTimestamp();
        _tokens = Math.Min(_limit.Burst, _tokens + (_time.GetElapsedTime(_since, now).TotalSeconds * _limit.PerMinute / SecondsPerMinute));
        _since = now;
    }
}
