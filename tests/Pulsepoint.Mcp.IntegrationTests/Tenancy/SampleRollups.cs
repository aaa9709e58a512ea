using System.Diagnostics;
using NodaTime;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>A load with one row of each brand in every roll-up.</summary>
internal static class SampleRollups
{
    private static readonly LocalDate s_day = new(2026, 11, 1);

    public static RollupBatch Of(string generation, string currency, params string[] brands) => new()
    {
        State = new WarehouseState(generation, [.. brands.Select(b => new SourceLoad(BrandId.Parse(b), "shopify", s_day, s_day.PlusDays(20), [s_day.PlusDays(3)]))]),
        Tables = [.. RollupTables.All.Select(table => table == RollupTables.Rates ? Rates(currency) : Rows(table, currency, brands))],
    };

    /// <summary>The load with one more row of a table: its first, but for these values.</summary>
    public static RollupBatch Adding(this RollupBatch batch, string table, params (string Column, object? Value)[] changes)
    {
        var rows = batch[table];
        var more = new RollupRows(rows.Table, [.. rows.Columns.Select((column, i) => Longer(column, Changed(rows.Table.Columns[i], column.GetValue(0), changes)))]);
        return batch with { Tables = [.. batch.Tables.Select(t => t == rows ? more : t)] };
    }

    private static object? Changed(RollupColumn column, object? first, (string Column, object? Value)[] changes) =>
        changes.Any(c => c.Column == column.Name) ? changes.First(c => c.Column == column.Name).Value : first;

    private static Array Longer(Array column, object? value)
    {
        var longer = Array.CreateInstance(column.GetType().GetElementType()!, column.Length + 1); // an array has elements
        column.CopyTo(longer, 0);
        longer.SetValue(value, column.Length);
        return longer;
    }

    private static RollupRows Rates(string currency) =>
        new(RollupTables.Rates, [new[] { s_day.ToDateOnly() }, new[] { currency }, new[] { "USD" }, new[] { 1.25m }]);

    private static RollupRows Rows(RollupTable table, string currency, string[] brands) =>
        new(table, [.. table.Columns.Select(c => Column(c, currency, brands))]);

    private static Array Column(RollupColumn column, string currency, string[] brands) => column.Type switch
    {
        RollupColumnType.Text when column.Name == "brand_id" => brands,
        RollupColumnType.Text => Repeat(Text(column.Name, currency), brands),
        RollupColumnType.Day => Repeat(s_day.ToDateOnly(), brands),
        RollupColumnType.Amount => Repeat(column.Name == "gross" ? 100.25m : 5m, brands),
        RollupColumnType.Count => Repeat(column.Name switch { "units_sold" => 3L, "placed" => 2L, _ => 1L }, brands),
        _ => throw new UnreachableException(),
    };

    private static T[] Repeat<T>(T value, string[] brands) => [.. brands.Select(_ => value)];

    private static string Text(string column, string currency) => column switch
    {
        "currency" or "in_currency" => currency,
        "sales_channel" => "online",
        "customer_type" => "new",
        "country" => "US",
        "platform" => "meta",
        "device" => "mobile",
        _ => $"a {column}",
    };
}
