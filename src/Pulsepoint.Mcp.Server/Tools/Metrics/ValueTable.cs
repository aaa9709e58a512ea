using System.Text.Json;
using Pulsepoint.Mcp.Core.Metrics.Values;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>Values as they are answered: as many of them as a model's reading budget holds.</summary>
/// <param name="list">What was found.</param>
/// <param name="isLaterPage">Whether values were shown before these.</param>
/// <param name="cursorAt">The cursor of the values after one.</param>
internal sealed class ValueTable(ValueList list, bool isLaterPage, Func<DimensionValue, PageCursor> cursorAt)
{
    private const int MaxNamedBrands = 5;

    private readonly IReadOnlyList<DimensionValue> _shown = [.. Fitting(list, cursorAt)];

    private bool IsCut => list.IsTruncated || IsCutToFit;

    private bool IsCutToFit => _shown.Count < list.Values.Count;

    // What is near a text is a handful: the limit has cut it, and a higher one shows it.
    private string? NextCursor => IsCut && list.Match is not ValueMatch.Nearest ? cursorAt(_shown[^1]).ToString() : null;

    private string CutWarning => NextCursor is { } cursor
        ? $"More values follow: send the same question with cursor {cursor} for the next, or search for a part of the name."
        : "More values follow: raise the limit.";

    public ToolAnswer ToAnswer() => new()
    {
        Summary = Summary(),
        Warnings = IsCut ? [.. list.Warnings, CutWarning] : list.Warnings,
        Body = Write,
        Table = _shown.Count == 0 ? "" : TextTable.Of(
            ["value", "brands", "last_seen"],
            _shown.Select(v => (IEnumerable<string?>)[v.Value, string.Join(' ', v.Brands), LastSeen(v)])),
    };

    private string Summary()
    {
        var of = $"of {list.Dimension.Id} ({list.Dimension.Label}) for {BrandNames()}";
        var count = $"{(isLaterPage ? "The next " : IsCut ? "The first " : "")}{_shown.Count} value{(_shown.Count == 1 ? "" : "s")} {of}";
        var loaded = string.Join(", ", list.DataThrough.Select(d => $"{d.Key} {MetricProvenance.Iso(d.Value)}"));
        var lastSeen = $"last_seen is the last day with data of a value; loaded through: {(loaded.Length > 0 ? loaded : "nothing")}.";
        return (list.Match, _shown.Count) switch
        {
            (ValueMatch.All, 0) => $"There are no values {of}.",
            (ValueMatch.All, _) => $"{count}, latest seen first. {lastSeen}",
            (ValueMatch.Search, _) => $"{count} that contain{(_shown.Count == 1 ? "s" : "")} the search text, best match first. {lastSeen}",
            (_, 0) => $"No value {of} contains the search text, and none is near it.",
            _ => $"No value {of} contains the search text. These are the nearest; ask the user before taking one for it. {lastSeen}",
        };
    }

    private string BrandNames() => list.Brands.Count <= MaxNamedBrands ? string.Join(", ", list.Brands) : $"{list.Brands.Count} brands";

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("dimension", list.Dimension.Id);
        writer.WriteString("label", list.Dimension.Label);
        writer.WriteString("match", list.Match.ToString().ToLowerInvariant());
        writer.WriteStartArray("values");
        foreach (var value in _shown)
            Write(writer, value);

        writer.WriteEndArray();
        writer.WriteBoolean("truncated", IsCut);
        writer.WriteString("next_cursor", NextCursor);
    }

    private static void Write(Utf8JsonWriter writer, DimensionValue value)
    {
        writer.WriteStartObject();
        writer.WriteString("value", value.Value);
        writer.WriteStartArray("brands");
        foreach (var brand in value.Brands)
            writer.WriteStringValue(brand.Value);

        writer.WriteEndArray();
        writer.WriteString("last_seen", LastSeen(value));
        writer.WriteEndObject();
    }

    private static string? LastSeen(DimensionValue value) => value.LastSeen is { } day ? MetricProvenance.Iso(day) : null;

    private static IEnumerable<DimensionValue> Fitting(ValueList list, Func<DimensionValue, PageCursor> cursorAt)
    {
        var room = ValueSize.Budget;
        return list.Values.TakeWhile((value, i) => (room -= ValueSize.Of(value)) >= CursorSize(value, i) || i == 0);

        // The cursor names the last value that is shown, and stands in the warning, too.
        int CursorSize(DimensionValue last, int i) =>
            i == list.Values.Count - 1 && !list.IsTruncated ? 0 : 2 * TokenEstimate.Of(cursorAt(last).ToString());
    }
}
