using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>Puts the rows of the days compared with beside the rows of the answer: same keys, same place in the range.</summary>
internal sealed class ComparedTable(TableShaper shaper, MetricQuery query, DateRange range, DateRange comparedRange)
{
    private const char KeySeparator = '\u001f';

    public IReadOnlyList<TableRow> Align(IReadOnlyList<TableRow> rows, IReadOnlyList<FactRow> compared)
    {
        var found = compared.ToDictionary(f => KeyOf(f.Period is { } p ? TableShaper.IndexOf(query.Grain!.Value, p, comparedRange) : 0, f.Keys)); // periods come with a grain
        return [.. rows.Select(Counterpart)];

        TableRow Counterpart(TableRow row)
        {
            if (row.Period is not { } period || query.Grain is not { } grain)
                return shaper.Row(found.GetValueOrDefault(KeyOf(0, row.Keys)) ?? shaper.Empty(null, row.Keys), comparedRange);

            var index = TableShaper.IndexOf(grain, period, range);
            var then = CalendarUnits.Plus(grain, CalendarUnits.StartOf(grain, comparedRange.From), index);
            if (found.TryGetValue(KeyOf(index, row.Keys), out var fact))
                return shaper.Row(fact, comparedRange);

            // The range compared with may be shorter (28 days of February beside 31 of January): then there is no value, not zero.
            return then <= comparedRange.To
                ? shaper.Row(shaper.Empty(then, row.Keys), comparedRange)
                : new TableRow(null, row.Keys, [.. query.Metrics.Select(_ => (decimal?)null)]);
        }
    }

    /// <summary>The change between the rounded values, so that it agrees with the two numbers shown.</summary>
    public static MetricChange Change(Metric metric, decimal? now, decimal? then)
    {
        var (after, before) = (MetricRounding.Round(metric, now), MetricRounding.Round(metric, then));
        return new MetricChange(
            after - before,
            after is null || before is null or 0m ? null : MetricRounding.Significant((after.Value - before.Value) / Math.Abs(before.Value)));
    }

    // A missing key and an empty one are different groups.
    private static string KeyOf(int index, IReadOnlyList<string?> keys) =>
        $"{index}{KeySeparator}{string.Join(KeySeparator, keys.Select(k => k is null ? "-" : $"+{k}"))}";
}
