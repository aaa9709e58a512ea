using System.Text.Json;
using Pulsepoint.Mcp.Core.Json;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>Metrics as they are shown: the whole list is kept short, a part of it is told in detail.</summary>
internal sealed record MetricList(IReadOnlyList<Metric> Metrics, bool IsDetailed)
{
    public string Summary => Metrics.Count == 0
        ? "No metric is about that. Leave out the search word for the whole list."
        : $"{Metrics.Count} metric{(Metrics.Count == 1 ? "" : "s")}. A metric can be cut and filtered by the dimensions of its group, less those under not_by; several together by what they share.";

    private IEnumerable<string> Groups => Metrics.Select(m => m.Group).Distinct();

    private IEnumerable<Dimension> ClosedDimensions => MetricCatalogue.Instance.Dimensions
        .Where(d => d.Values is not null && Metrics.Any(m => m.Dimensions.Contains(d.Id)));

    public string Text
    {
        get
        {
            var table = TextTable.Of(
                IsDetailed ? ["id", "group", "unit", "formula", "not_by", "trap", "synonyms"] : ["id", "group", "unit", "formula", "not_by"],
                Metrics.Select(m => IsDetailed ? Cells(m).Append(m.Trap).Append(string.Join(' ', m.Synonyms)) : Cells(m)));
            var dimensions = Groups.Select(g => $"Dimensions of {g}: {string.Join(' ', DimensionsOf(g))}");
            var values = ClosedDimensions.Select(d => $"Values of {d.Id}: {string.Join(' ', d.Values!)}");
            return string.Join('\n', [table, "", .. dimensions, .. values, $"Time presets: {TimePresets.Names}"]);
        }
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("metrics");
        foreach (var metric in Metrics)
            Write(writer, metric);

        writer.WriteEndArray();
        writer.WriteStartObject("dimensions_by_group");
        foreach (var group in Groups)
            writer.WriteTexts(group, DimensionsOf(group));

        writer.WriteEndObject();
        writer.WriteStartObject("dimension_values");
        foreach (var dimension in ClosedDimensions)
            writer.WriteTexts(dimension.Id, dimension.Values!);

        writer.WriteEndObject();
        writer.WriteTexts("time_presets", TimePresets.Names.Split(", "));
    }

    private void Write(Utf8JsonWriter writer, Metric metric)
    {
        writer.WriteStartObject();
        writer.WriteString("id", metric.Id);
        writer.WriteString("group", metric.Group);
        writer.WriteString("unit", UnitOf(metric));
        writer.WriteString("formula", metric.Formula);
        if (NotBy(metric).ToList() is { Count: > 0 } notBy)
            writer.WriteTexts("not_by", notBy);

        if (IsDetailed && metric.Trap is { } trap)
            writer.WriteString("trap", trap);

        if (IsDetailed && metric.Synonyms.Count > 0)
            writer.WriteTexts("synonyms", metric.Synonyms);

        writer.WriteEndObject();
    }

    private static IEnumerable<string?> Cells(Metric metric) =>
        [metric.Id, metric.Group, UnitOf(metric), metric.Formula, string.Join(' ', NotBy(metric))];

    private static IEnumerable<string> DimensionsOf(string group) =>
        MetricCatalogue.Instance.Metrics.Where(m => m.Group == group).SelectMany(m => m.Dimensions).Distinct();

    private static IEnumerable<string> NotBy(Metric metric) => DimensionsOf(metric.Group).Except(metric.Dimensions);

    private static string UnitOf(Metric metric) => metric.Unit.ToString().ToLowerInvariant();
}
