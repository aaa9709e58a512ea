using System.Collections.Frozen;
using System.Diagnostics;
using Npgsql;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Postgres.Rollups;

/// <summary>The steward's functions that load roll-ups: one for each table, its rows as one array per column.</summary>
internal static class RollupCommands
{
    private static readonly FrozenDictionary<string, string> s_load = new Dictionary<string, string>
    {
        ["sales_daily"] = "select pp_steward.load_sales_daily($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        ["sales_monthly"] = "select pp_steward.load_sales_monthly($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
        ["sales_by_country_daily"] = "select pp_steward.load_sales_by_country_daily($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        ["sales_by_country_monthly"] = "select pp_steward.load_sales_by_country_monthly($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
        ["sales_by_product_daily"] = "select pp_steward.load_sales_by_product_daily($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        ["sales_by_product_monthly"] = "select pp_steward.load_sales_by_product_monthly($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        ["ads_daily"] = "select pp_steward.load_ads_daily($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        ["ads_monthly"] = "select pp_steward.load_ads_monthly($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        ["ads_by_country_daily"] = "select pp_steward.load_ads_by_country_daily($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        ["ads_by_country_monthly"] = "select pp_steward.load_ads_by_country_monthly($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        ["sessions_daily"] = "select pp_steward.load_sessions_daily($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        ["sessions_monthly"] = "select pp_steward.load_sessions_monthly($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        ["sessions_by_country_daily"] = "select pp_steward.load_sessions_by_country_daily($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        ["sessions_by_country_monthly"] = "select pp_steward.load_sessions_by_country_monthly($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        ["fx_rates_daily"] = "select pp_steward.load_fx_rates_daily($1, $2, $3, $4, $5, $6, $7)",
    }.ToFrozenDictionary();

    /// <summary>Fails unless the roll-ups are still of the generation that the touched days were read since.</summary>
    public static NpgsqlBatchCommand Continue(TenantId tenant, TouchedDays touched) => new("select pp_steward.continue_rollups($1, $2)")
    {
        Parameters = { Text(tenant.Value), Text(touched.Since) },
    };

    /// <param name="tenant">Whose rows.</param>
    /// <param name="rows">All rows of the table, or those of the days.</param>
    /// <param name="days">The days that are replaced; null for all.</param>
    public static NpgsqlBatchCommand Load(TenantId tenant, RollupRows rows, DateRange? days)
    {
        var replaced = rows.Table.IsMonthly ? days?.ToWholeMonths() : days;
        var command = new NpgsqlBatchCommand(s_load[rows.Table.Name])
        {
            Parameters =
            {
                Text(tenant.Value),
                new NpgsqlParameter<DateOnly?> { TypedValue = replaced?.From.ToDateOnly() },
                new NpgsqlParameter<DateOnly?> { TypedValue = replaced?.To.ToDateOnly() },
            },
        };
        foreach (var column in rows.Columns)
            command.Parameters.Add(Column(column));

        return command;
    }

    public static NpgsqlBatchCommand Finish(TenantId tenant, WarehouseState state)
    {
        // Arrays of arrays must be rectangular in Postgres, so each gap comes with its brand and source.
        var gaps = state.Loads.SelectMany(load => load.Gaps, (load, day) => (load, day)).ToArray();
        return new NpgsqlBatchCommand("select pp_steward.finish_rollups($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        {
            Parameters =
            {
                Text(tenant.Value),
                Text(state.Generation),
                Column(state.Loads.Select(l => l.Brand.Value).ToArray()),
                Column(state.Loads.Select(l => l.Source).ToArray()),
                Column(state.Loads.Select(l => l.FirstDay.ToDateOnly()).ToArray()),
                Column(state.Loads.Select(l => l.DataThrough.ToDateOnly()).ToArray()),
                Column(gaps.Select(g => g.load.Brand.Value).ToArray()),
                Column(gaps.Select(g => g.load.Source).ToArray()),
                Column(gaps.Select(g => g.day.ToDateOnly()).ToArray()),
            },
        };
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter Column(Array values) => values switch
    {
        string?[] texts => new NpgsqlParameter<string?[]> { TypedValue = texts },
        DateOnly[] days => new NpgsqlParameter<DateOnly[]> { TypedValue = days },
        decimal[] amounts => new NpgsqlParameter<decimal[]> { TypedValue = amounts },
        long[] counts => new NpgsqlParameter<long[]> { TypedValue = counts },
        _ => throw new UnreachableException("A roll-up has columns of four types."),
    };
}
