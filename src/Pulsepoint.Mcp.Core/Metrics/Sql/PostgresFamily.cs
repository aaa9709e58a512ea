using System.Globalization;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>Postgres and DuckDB: they differ in names only.</summary>
internal sealed class PostgresFamily(char parameterPrefix, string ratesTable, string collation) : SqlDialect
{
    public static PostgresFamily Postgres { get; } = new('@', "pp.fx_rates_daily", " collate \"C\"");

    public static PostgresFamily DuckDb { get; } = new('$', "fx_rates_daily", "");

    public override char ParameterPrefix => parameterPrefix;

    public override string RatesTable => ratesTable;

    public override string Table(string name) => name;

    public override string Number(string expression) => $"cast({expression} as decimal(38, 10))";

    // DuckDB's sums widen to 128 bits; narrowed again, the product with a rate stays exact and fast.
    public override string Money(string expression, int decimals) => string.Create(CultureInfo.InvariantCulture, $"cast({expression} as decimal(18, {decimals}))");

    public override string Rate(string expression) => $"cast({expression} as decimal(9, 4))";

    public override string Whole(string expression) => $"cast({expression} as bigint)";

    public override string Ordinal(string expression) => expression + collation;

    public override string Approximate(string expression) => $"cast({expression} as double precision)";

    protected override string FirstDay(TimeGrain grain, string day) =>
        $"cast(date_trunc('{grain.ToString().ToLowerInvariant()}', cast({day} as timestamp)) as date)";
}
