namespace Pulsepoint.Mcp.Alerts;

/// <summary>
/// Says each warning once, and again after an hour while it is still so: a watch looks every few seconds, and what is said all the
/// time nobody reads.
/// </summary>
internal sealed class Warnings(TimeProvider time, TextWriter output)
{
    private static readonly TimeSpan s_again = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _said = new(StringComparer.Ordinal);

    public Task SayAsync(string sentence) => IsDue(sentence) ? output.WriteLineAsync($"warning: {sentence}") : Task.CompletedTask;

    /// <summary>It is not so any more: should it be so again, that is said at once.</summary>
    public void Forget(string sentence)
    {
        lock (_lock)
            _said.Remove(sentence);
    }

    private bool IsDue(string sentence)
    {
        lock (_lock)
        {
            foreach (var (old, at) in _said)
            {
                if (time.GetElapsedTime(at) >= s_again)
                    _said.Remove(old);
            }

            return _said.TryAdd(sentence, time.GetTimestamp());
        }
    }
}
