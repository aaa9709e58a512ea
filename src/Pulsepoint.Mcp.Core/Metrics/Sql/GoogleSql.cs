using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>BigQuery. Every table is named with its dataset, so that no default decides whose data are read.</summary>
internal sealed class GoogleSql(DatasetName dataset) : SqlDialect
{
    public override char ParameterPrefix => '@';

    public override string RatesTable => Table("fx_rates_daily");

    public override string Table(string name) => $"`{dataset}.{name}`";

    // To the ten decimals that the other engines keep, so that an answer does not depend on who gives it.
    public override string Number(string expression) => $"round({Exact(expression)}, 10)";

    public override string Money(string expression, int decimals) => Exact(expression);

    public override string Rate(string expression) => Exact(expression);

    public override string Whole(string expression) => $"cast({expression} as int64)";

    public override string Approximate(string expression) => $"cast({expression} as float64)";

    // Tables that are cut by day refuse a query without any: it would be billed for all of them. Here that is meant.
    public override string EveryDay(string day) => $"{day} >= date '0001-01-01'";

    protected override string FirstDay(TimeGrain grain, string day) =>
        $"date_trunc({day}, {(grain == TimeGrain.Week ? "isoweek" : grain.ToString().ToLowerInvariant())})";

    // NUMERIC keeps nine decimals: two of money times eight of a rate would be rounded.
    private static string Exact(string expression) => $"cast({expression} as bignumeric)";
}
