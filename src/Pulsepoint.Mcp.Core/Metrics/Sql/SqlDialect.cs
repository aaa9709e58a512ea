using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>What differs between the engines' SQL. Postgres and DuckDB are one family: they differ in names only.</summary>
/// <param name="ParameterPrefix">Stands before a parameter's name.</param>
/// <param name="RatesTable">The daily exchange rates.</param>
internal sealed record SqlDialect(char ParameterPrefix, string RatesTable)
{
    private static readonly SqlDialect s_postgres = new('@', "pp.fx_rates_daily");
    private static readonly SqlDialect s_duckDb = new('$', "fx_rates_daily");

    public static SqlDialect Of(WarehouseEngine engine) => engine switch
    {
        WarehouseEngine.Postgres => s_postgres,
        WarehouseEngine.DuckDb => s_duckDb,
        _ => throw new ArgumentOutOfRangeException(nameof(engine), engine, "An engine without a dialect."),
    };

    /// <summary>The first day of the period that a day lies in.</summary>
    public static string PeriodOf(TimeGrain grain, string day) => grain == TimeGrain.Day
        ? day
        : $"cast(date_trunc('{grain.ToString().ToLowerInvariant()}', cast({day} as timestamp)) as date)";
}
