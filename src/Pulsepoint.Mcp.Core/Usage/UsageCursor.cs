using System.Globalization;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>Where a page of sums begins: how many rows came before. It is no secret, and opens nothing.</summary>
internal static class UsageCursor
{
    public static IReadOnlyList<string> Of(int rows) => [.. Enumerable.Range(1, rows).Select(n => n.ToString(CultureInfo.InvariantCulture))];

    /// <exception cref="RefusalException"><c>cursor_invalid</c>.</exception>
    public static UsageTable From(this UsageTable table, string? cursor)
    {
        if (cursor is null)
            return table;

        if (!int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) || offset >= table.Rows.Count)
            throw Invalid();

        return table with { Rows = [.. table.Rows.Skip(offset)], Cursors = [.. table.Cursors.Skip(offset)] };
    }

    public static RefusalException Invalid() => new(
        RefusalCode.CursorInvalid,
        "The cursor is not one of this list.",
        "Send the same arguments without a cursor.");
}
