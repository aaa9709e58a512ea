using System.Diagnostics;
using System.Globalization;

namespace Pulsepoint.Mcp.Benchmarks;

/// <summary>
/// What one thing costs as a ratio to another. Both are timed in turn, a block each, so that a busy minute of the machine
/// slows both alike; the median of the blocks' ratios is what counts. (BenchmarkDotNet finishes one before it begins the
/// other, and on a shared machine the minutes differ by more than what is measured.)
/// </summary>
internal sealed record PairedRatio(double Ratio, double Lower, double Upper, TimeSpan Baseline, TimeSpan Measured)
{
    /// <param name="baseline">What the other is compared with.</param>
    /// <param name="measured">What is to be judged.</param>
    /// <param name="rounds">How many pairs of blocks.</param>
    /// <param name="callsPerBlock">Fewer for what takes longer.</param>
    public static PairedRatio Of(Action baseline, Action measured, int rounds = 120, int callsPerBlock = 100)
    {
        // Warm: the server has chosen its plans by then, and the runtime its code.
        Block(baseline, callsPerBlock);
        Block(measured, callsPerBlock);

        var pairs = Enumerable.Range(0, rounds).Select(i => i % 2 == 0 ? Pair(baseline, measured) : Turned(Pair(measured, baseline))).ToArray();
        var ratios = pairs.Select(p => p.Second / p.First).Order().ToArray();
        return new PairedRatio(ratios[rounds / 2], ratios[rounds / 4], ratios[rounds * 3 / 4], pairs.Min(p => p.First), pairs.Min(p => p.Second));

        (TimeSpan First, TimeSpan Second) Pair(Action first, Action second) => (Block(first, callsPerBlock), Block(second, callsPerBlock));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Ratio:0.00} (middle half {Lower:0.00} to {Upper:0.00}; fastest block {Measured.TotalMicroseconds:0.0} against {Baseline.TotalMicroseconds:0.0} us)");

    private static (TimeSpan First, TimeSpan Second) Turned((TimeSpan First, TimeSpan Second) pair) => (pair.Second, pair.First);

    private static TimeSpan Block(Action action, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
            action();

        return Stopwatch.GetElapsedTime(start) / calls;
    }
}
