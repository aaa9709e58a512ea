using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Values;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>Pages of a list of values begin behind a value, which is named by the day it was last seen and its text.</summary>
internal static class ValueCursor
{
    private const char Divider = ' ';
    private const string NoDay = "-";

    public static PageCursor At(TenantContext tenant, ValueList list, DimensionValue last) =>
        PageCursor.At(tenant, writer => WriteQuestion(writer, list), $"{(last.LastSeen is { } day ? MetricProvenance.Iso(day) : NoDay)}{Divider}{last.Value}");

    /// <summary>What a cursor says, whose signature is yet to be checked: so far it is no more than a value that somebody sent.</summary>
    /// <exception cref="RefusalException"><c>cursor_invalid</c>.</exception>
    public static ValuePlace PlaceOf(PageCursor cursor)
    {
        // No text of Postgres can hold a null character.
        return cursor.Position.Split(Divider, 2) is [var day, var value] && !value.Contains('\0')
            ? new ValuePlace(value, day == NoDay ? null : DayOf(day))
            : throw PageCursor.Invalid();
    }

    /// <exception cref="RefusalException"><c>cursor_invalid</c>.</exception>
    public static void RefuseUnlessOf(PageCursor cursor, TenantContext tenant, ValueList list) =>
        cursor.RefuseUnlessOf(tenant, writer => WriteQuestion(writer, list));

    private static LocalDate DayOf(string text) => LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } ? day : throw PageCursor.Invalid();

    private static void WriteQuestion(Utf8JsonWriter writer, ValueList list)
    {
        writer.WriteString("generation", list.Generation);
        writer.WriteString("engine", list.Engine.ToString());
        writer.WriteString("dimension", list.Dimension.Id);
        writer.WriteString("search", list.Search);
        writer.WriteStartArray("brands");
        foreach (var brand in list.Brands)
            writer.WriteStringValue(brand.Value);

        writer.WriteEndArray();
    }
}
