using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>What the engines write differently. A query's structure and all the rest of its text are the same for each.</summary>
internal abstract class SqlDialect
{
    /// <summary>Stands before a parameter's name.</summary>
    public abstract char ParameterPrefix { get; }

    /// <summary>The daily exchange rates.</summary>
    public abstract string RatesTable { get; }

    /// <param name="engine">The engine that reads the text.</param>
    /// <param name="dataset">Where the tenant's tables lie, for an engine that holds those of many.</param>
    public static SqlDialect Of(WarehouseEngine engine, DatasetName? dataset) => engine switch
    {
        WarehouseEngine.Postgres => PostgresFamily.Postgres,
        WarehouseEngine.DuckDb => PostgresFamily.DuckDb,
        WarehouseEngine.BigQuery => new GoogleSql(dataset ?? throw new ArgumentException("BigQuery holds many tenants: the dataset must be named.", nameof(dataset))),
        _ => throw new ArgumentOutOfRangeException(nameof(engine), engine, "An engine without a dialect."),
    };

    /// <summary>A table of the catalogue, as the engine finds it.</summary>
    public abstract string Table(string name);

    /// <summary>The first day of the period that a day lies in.</summary>
    public string PeriodOf(TimeGrain grain, string day) => grain == TimeGrain.Day ? day : FirstDay(grain, day);

    /// <summary>An exact number, wide enough for money times a rate; the same for all parts, so that they can be put under one another.</summary>
    public abstract string Number(string expression);

    /// <summary>A sum of money that a rate can be multiplied with, exactly.</summary>
    public abstract string Money(string expression, int decimals);

    /// <summary>A factor of four decimals.</summary>
    public abstract string Rate(string expression);

    /// <summary>A whole number from its text.</summary>
    public abstract string Whole(string expression);

    /// <summary>A text as it is ordered: by its code points, whatever language the engine was set up for.</summary>
    public virtual string Ordinal(string expression) => expression;

    /// <summary>Floating point, for what is only compared.</summary>
    public abstract string Approximate(string expression);

    /// <summary>What an engine wants to be told where a question reads all days there are; null where it needs no word.</summary>
    public virtual string? EveryDay(string day) => null;

    /// <summary>The first day of a period longer than a day.</summary>
    protected abstract string FirstDay(TimeGrain grain, string day);
}
