using System.Text.Json;
using Pulsepoint.Mcp.Core.Metrics.Values;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>Values as they are answered: as many of them as a model's reading budget holds.</summary>
internal sealed class ValueTable(ValueList list)
{
    private const int MaxNamedBrands = 5;

    private readonly IReadOnlyList<DimensionValue> _shown = [.. Fitting(list.Values)];

    private bool IsCut => list.IsTruncated || IsCutToFit;

    private bool IsCutToFit => _shown.Count < list.Values.Count;

    private string CutWarning => IsCutToFit
        ? "More values follow than fit: search for a part of the name, or ask for fewer brands."
        : "More values follow: raise the limit, or search for a part of the name.";

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
        var count = $"{(IsCut ? "The first " : "")}{_shown.Count} value{(_shown.Count == 1 ? "" : "s")} {of}";
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

    private static IEnumerable<DimensionValue> Fitting(IReadOnlyList<DimensionValue> values)
    {
        var room = ValueSize.Budget;
        return values.TakeWhile((value, i) => (room -= ValueSize.Of(value)) >= 0 || i == 0);
    }
}
