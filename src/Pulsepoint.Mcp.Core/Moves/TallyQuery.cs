using Pulsepoint.Mcp.Core.Provisioning;

namespace Pulsepoint.Mcp.Core.Moves;

/// <summary>
/// The query that a table is verified by: by day and brand the rows, the sum of every number, and of everything else how many values there
/// are. Every engine reads the same text; only the table's name is each one's own. Its columns are the day, the brand, and the figures.
/// </summary>
public sealed class TallyQuery
{
    private const string Brand = "brand_id";

    private readonly DatasetTable _table;
    private readonly string? _day;

    public TallyQuery(DatasetTable table)
    {
        ArgumentNullException.ThrowIfNull(table);

        _table = table;
        _day = table.Partition?.Column;
        Figures = ["rows", .. Others.Select(c => c.Type is ColumnType.Whole or ColumnType.Exact ? $"sum of {c.Name}" : $"values of {c.Name}")];
    }

    /// <summary>What the figures are, for people.</summary>
    public IReadOnlyList<string> Figures { get; }

    private IEnumerable<DatasetColumn> Others => _table.Columns.Where(c => c.Name != _day && c.Name != Brand);

    /// <param name="name">The table as its engine names it.</param>
    /// <param name="isBounded">Whether it reads the days from <c>@from</c> to <c>@to</c> only.</param>
    /// <param name="prefix">What parameters begin with.</param>
    public string Sql(string name, bool isBounded, char prefix)
    {
        var brand = _table.Columns.Any(c => c.Name == Brand) ? Brand : "cast(null as string)";
        var figures = Others.Select(c => c.Type is ColumnType.Whole or ColumnType.Exact ? $"sum({c.Name})" : $"count({c.Name})");
        return $"""
            select {_day ?? "cast(null as date)"} as of_day, {brand} as of_brand, count(*), {string.Join(", ", figures)}
            from {name}
            where {Filter(isBounded, prefix)}
            group by of_day, of_brand
            order by of_day, of_brand
            """;
    }

    // A table that is cut by days refuses whoever names none.
    private string Filter(bool isBounded, char prefix) => (_day, isBounded) switch
    {
        (null, _) => "true",
        (var day, true) => $"{day} between {prefix}from and {prefix}to",
        (var day, false) => $"({day} >= date '0001-01-01' or {day} is null)",
    };
}
