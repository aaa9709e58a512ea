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
    private const int Rounds = 120;
    private const int CallsPerBlock = 100;

    public static PairedRatio Of(Action baseline, Action measured)
    {
        // Warm: the server has chosen its plans by then, and the runtime its code.
        Block(baseline);
        Block(measured);

        var pairs = Enumerable.Range(0, Rounds).Select(i => i % 2 == 0 ? Pair(baseline, measured) : Turned(Pair(measured, baseline))).ToArray();
        var ratios = pairs.Select(p => p.Second / p.First).Order().ToArray();
        return new PairedRatio(ratios[Rounds / 2], ratios[Rounds / 4], ratios[Rounds * 3 / 4], pairs.Min(p => p.First), pairs.Min(p => p.Second));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Ratio:0.00} (middle half {Lower:0.00} to {Upper:0.00}; fastest block {Measured.TotalMicroseconds:0.0} against {Baseline.TotalMicroseconds:0.0} us)");

    private static (TimeSpan First, TimeSpan Second) Pair(Action first, Action second) => (Block(first), Block(second));

    private static (TimeSpan First, TimeSpan Second) Turned((TimeSpan First, TimeSpan Second) pair) => (pair.Second, pair.First);

    private static TimeSpan Block(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < CallsPerBlock; i++)
            action();

        return Stopwatch.GetElapsedTime(start) / CallsPerBlock;
    }
}
