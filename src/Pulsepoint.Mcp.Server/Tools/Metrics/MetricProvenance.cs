using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Json;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>Writes where an answer comes from, with the query in the shape that would ask it again.</summary>
internal static class MetricProvenance
{
    /// <param name="writer">Inside an object.</param>
    /// <param name="provenance">Where the answer comes from.</param>
    /// <param name="cost">What all queries of the call cost.</param>
    public static void Write(Utf8JsonWriter writer, Provenance provenance, QueryCost cost)
    {
        var query = provenance.Query;
        writer.WriteStartObject("provenance");
        writer.WritePropertyName("query");
        WriteQuery(writer, query);
        writer.WriteString("from", Iso(query.Time.Range.From));
        writer.WriteString("to", Iso(query.Time.Range.To));
        writer.WriteTexts("brands", query.Brands.Select(b => b.Id.Value));
        writer.WriteString("time_zone", query.TimeZone);
        writer.WriteTexts("day_zones", query.DayZones);
        writer.WriteString("currency", query.Currency);
        writer.WriteStartObject("definitions");
        foreach (var metric in query.Metrics)
            writer.WriteNumber(metric.Id, metric.Version);

        writer.WriteEndObject();
        writer.WriteString("source", provenance.Source);
        writer.WriteStartObject("data_through");
        foreach (var (source, day) in provenance.DataThrough)
            writer.WriteString(source, Iso(day));

        writer.WriteEndObject();
        writer.WriteBoolean("partial", provenance.IsPartial);
        writer.WriteString("provisional_from", provenance.ProvisionalFrom is { } from ? Iso(from) : null);
        writer.WriteNumber("bytes_billed", cost.BytesBilled);
        writer.WriteString("cost_usd", cost.Usd.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("cache", "miss");
        if (provenance.Now is { } now)
            writer.WriteString("now", InstantPattern.General.Format(now));

        writer.WriteEndObject();
    }

    public static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>The query alone, as one JSON object.</summary>
    public static string QueryText(MetricQuery query)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            WriteQuery(writer, query);

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteQuery(Utf8JsonWriter writer, MetricQuery query)
    {
        writer.WriteStartObject();
        writer.WriteTexts("metrics", query.Metrics.Select(m => m.Id));
        writer.WriteTexts("dimensions", query.Dimensions.Select(d => d.Id));
        WriteFilters(writer, query);
        WriteTime(writer, query);
        writer.WriteString("grain", query.Grain?.ToString().ToLowerInvariant());
        WriteCompare(writer, query);
        WriteHaving(writer, query);
        writer.WriteStartArray("order_by");
        foreach (var key in query.OrderBy)
        {
            writer.WriteStartObject();
            writer.WriteString("by", key.Id);
            writer.WriteString("dir", key.IsDescending ? "desc" : "asc");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (query.Limit is { } limit)
            writer.WriteNumber("limit", limit);
        else
            writer.WriteNull("limit");

        if (query.IsAllBrands)
            writer.WriteString("brands", "*");
        else
            writer.WriteTexts("brands", query.Brands.Select(b => b.Id.Value));

        writer.WriteEndObject();
    }

    private static void WriteFilters(Utf8JsonWriter writer, MetricQuery query)
    {
        writer.WriteStartArray("filters");
        foreach (var filter in query.Filters)
        {
            writer.WriteStartObject();
            writer.WriteString("field", filter.Dimension.Id);
            writer.WriteString("op", filter.Match switch { FilterMatch.In => "in", FilterMatch.NotIn => "not_in", _ => "contains" });
            writer.WriteTexts("values", filter.Values);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteHaving(Utf8JsonWriter writer, MetricQuery query)
    {
        writer.WriteStartArray("having");
        foreach (var condition in query.Having)
        {
            writer.WriteStartObject();
            writer.WriteString("field", condition.Metric.Id);
            writer.WriteString("op", OpOf(condition.Comparison));
            writer.WriteStartArray("values");
            writer.WriteNumberValue(condition.Value);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string OpOf(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "eq",
        Comparison.NotEqual => "neq",
        Comparison.Greater => "gt",
        Comparison.GreaterOrEqual => "gte",
        Comparison.Less => "lt",
        _ => "lte",
    };

    private static void WriteTime(Utf8JsonWriter writer, MetricQuery query)
    {
        writer.WriteStartObject("time");
        if (query.Time.Preset is { } preset)
        {
            writer.WriteString("preset", preset);
        }
        else
        {
            writer.WriteString("from", Iso(query.Time.Range.From));
            writer.WriteString("to", Iso(query.Time.Range.To));
        }

        writer.WriteEndObject();
    }

    private static void WriteCompare(Utf8JsonWriter writer, MetricQuery query)
    {
        if (query.Compare is not { } compare)
        {
            writer.WriteNull("compare");
            return;
        }

        writer.WriteStartObject("compare");
        writer.WriteString("mode", compare.Mode);
        if (compare.Mode == "custom")
        {
            writer.WriteString("from", Iso(compare.Range.From));
            writer.WriteString("to", Iso(compare.Range.To));
        }

        writer.WriteEndObject();
    }
}
