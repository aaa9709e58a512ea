using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>A table or view that holds measures by day, brand and some dimensions.</summary>
/// <param name="Id">Its name in <c>provenance.source</c>.</param>
/// <param name="Engines">The engines that hold it, all under the same name and with the same columns.</param>
/// <param name="Table">Its name in SQL.</param>
/// <param name="Feeds">The outside sources that fill it.</param>
/// <param name="HasCurrency">Whether its rows name a currency.</param>
/// <param name="Dimensions">The dimensions it can be cut by.</param>
/// <param name="Measures">The measures it yields.</param>
/// <param name="RowsOf">The source whose rows it counts in another way, and so has no value that the other lacks; null for rows of its own.</param>
/// <param name="Overlapping">The dimension of which one thing stands under several values, each in a row of its own: rows of several values must never be added; mostly null.</param>
/// <param name="SumsOf">The sources that it sums, and so has every value of; none for the facts.</param>
/// <param name="MonthsTable">The table that holds the same by month, money in each currency that there are rates to; null for none.</param>
/// <param name="Caveat">In which way it has less than the sources without its dimensions; null for none.</param>
internal sealed record FactSource(
    string Id,
    IReadOnlyList<WarehouseEngine> Engines,
    string Table,
    IReadOnlyList<string> Feeds,
    bool HasCurrency,
    IReadOnlyList<string> Dimensions,
    IReadOnlyDictionary<string, MeasureBinding> Measures,
    string? RowsOf,
    string? Overlapping,
    IReadOnlyList<string> SumsOf,
    string? MonthsTable,
    string? Caveat)
{
    /// <summary>The column that holds a dimension: its id, but for the brand.</summary>
    public static string ColumnOf(string dimension) => dimension == "brand" ? "brand_id" : dimension;
}
