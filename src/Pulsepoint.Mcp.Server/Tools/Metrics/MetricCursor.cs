using System.Globalization;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>Pages of a table begin behind so many rows.</summary>
internal static class MetricCursor
{
    public static PageCursor At(TenantContext tenant, MetricResult result, int offset) =>
        PageCursor.At(tenant, writer => WriteQuestion(writer, result), offset.ToString(CultureInfo.InvariantCulture));

    /// <exception cref="RefusalException"><c>cursor_invalid</c>.</exception>
    public static int OffsetOf(PageCursor cursor, TenantContext tenant, MetricResult result)
    {
        cursor.RefuseUnlessOf(tenant, writer => WriteQuestion(writer, result));
        return int.TryParse(cursor.Position, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) && offset < result.Rows.Count
            ? offset
            : throw PageCursor.Invalid();
    }

    private static void WriteQuestion(Utf8JsonWriter writer, MetricResult result)
    {
        writer.WriteString("generation", result.Provenance.Generation);
        // Pages of one answer may cost differently: what was read once is remembered.
        MetricProvenance.Write(writer, result.Provenance, cost: default);

        // What an administrator sets, such as a brand's costs, changes answers within a generation, and so the totals.
        writer.WriteStartObject("totals");
        foreach (var (metric, total) in result.Totals)
            writer.WriteString(metric, total?.ToString(CultureInfo.InvariantCulture));

        writer.WriteEndObject();
    }
}
