using System.Globalization;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Provisioning;

namespace Pulsepoint.Mcp.Core.Moves;

/// <summary>The first thing in which two engines disagree about a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Day">The day, and the brand.</param>
/// <param name="Figure">What differs.</param>
/// <param name="Expected">What the snapshot has.</param>
/// <param name="Found">What the dataset has.</param>
public sealed record TallyDifference(string Table, string Day, string Figure, string Expected, string Found)
{
    /// <summary>Null where both say the same, to the last digit.</summary>
    /// <param name="table">What was tallied.</param>
    /// <param name="expected">By the snapshot.</param>
    /// <param name="found">By the dataset.</param>
    public static TallyDifference? Of(DatasetTable table, IReadOnlyList<FactTally> expected, IReadOnlyList<FactTally> found)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(found);

        var figures = new TallyQuery(table).Figures;
        var others = found.ToDictionary(t => (t.Day, t.Brand));
        foreach (var tally in expected)
        {
            others.Remove((tally.Day, tally.Brand), out var other);
            for (var i = 0; i < figures.Count; i++)
            {
                if (other is null || tally.Figures[i] != other.Figures[i])
                    return new TallyDifference(table.Name, Place(tally), figures[i], Text(tally.Figures[i]), other is null ? "nothing" : Text(other.Figures[i]));
            }
        }

        return others.Values.FirstOrDefault() is { } surplus
            ? new TallyDifference(table.Name, Place(surplus), figures[0], "nothing", Text(surplus.Figures[0]))
            : null;
    }

    private static string Place(FactTally tally) =>
        $"{(tally.Day is { } day ? LocalDatePattern.Iso.Format(day) : "no day")}, {tally.Brand ?? "no brand"}";

    private static string Text(decimal? number) => number?.ToString("0.############", CultureInfo.InvariantCulture) ?? "null";
}
