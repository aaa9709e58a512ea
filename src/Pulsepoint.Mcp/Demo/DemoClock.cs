namespace Pulsepoint.Mcp.Demo;

/// <summary>How long each step took.</summary>
internal sealed class DemoClock(TimeProvider time)
{
    private readonly Dictionary<string, double> _seconds = [];
    private readonly long _start = time.GetTimestamp();

    public IReadOnlyDictionary<string, double> Seconds =>
        new Dictionary<string, double>(_seconds) { ["total"] = Rounded(_start) };

    public async Task<T> TimeAsync<T>(string step, Func<Task<T>> work)
    {
        var start = time.GetTimestamp();
        var result = await work();
        _seconds[step] = Rounded(start);
        return result;
    }

    public async Task TimeAsync(string step, Func<Task> work) => await TimeAsync(step, async () =>
    {
        await work();
        return true;
    });

    private double Rounded(long since) => Math.Round(time.GetElapsedTime(since).TotalSeconds, 3);
}
