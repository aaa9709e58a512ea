using System.Globalization;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>Pages of a table begin behind so many rows.</summary>
internal static class MetricCursor
{
    public static PageCursor At(TenantContext tenant, Provenance provenance, int offset) =>
        PageCursor.At(tenant, writer => WriteQuestion(writer, provenance), offset.ToString(CultureInfo.InvariantCulture));

    /// <exception cref="RefusalException"><c>cursor_invalid</c>.</exception>
    public static int OffsetOf(PageCursor cursor, TenantContext tenant, MetricResult result)
    {
        cursor.RefuseUnlessOf(tenant, writer => WriteQuestion(writer, result.Provenance));
        return int.TryParse(cursor.Position, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) && offset < result.Rows.Count
            ? offset
            : throw PageCursor.Invalid();
    }

    private static void WriteQuestion(Utf8JsonWriter writer, Provenance provenance)
    {
        writer.WriteString("generation", provenance.Generation);
        MetricProvenance.Write(writer, provenance);
    }
}
