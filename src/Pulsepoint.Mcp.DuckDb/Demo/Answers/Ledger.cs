using System.Runtime.InteropServices;

namespace Pulsepoint.Mcp.DuckDb.Demo.Answers;

/// <summary>
/// A brand's sums in whole cents, kept per breakdown, value and day: from them follow weeks, months and the whole range,
/// and conversion at each day's own rate.
/// </summary>
internal sealed class Ledger(int days)
{
    private readonly Dictionary<(string Breakdown, string Value), long[]> _sums = [];

    public IEnumerable<(string Breakdown, string Value)> Keys => _sums.Keys;

    /// <summary>The cell of one day; empty where the day lies outside the range.</summary>
    public Span<long> At(string breakdown, string value, int day)
    {
        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, (breakdown, value), out _);
        sums ??= new long[days * Totals.Count];
        return sums.AsSpan(day * Totals.Count, Totals.Count);
    }

    public ReadOnlySpan<long> Read(string breakdown, string value, int day) =>
        _sums.TryGetValue((breakdown, value), out var sums) ? sums.AsSpan(day * Totals.Count, Totals.Count) : [];

    public bool Has(string breakdown, string value) => _sums.ContainsKey((breakdown, value));
}
