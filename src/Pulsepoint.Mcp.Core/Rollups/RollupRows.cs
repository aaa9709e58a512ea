namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Rows of one roll-up, column by column: hundreds of thousands of them travel as a few arrays.</summary>
public sealed record RollupRows
{
    /// <param name="table">Whose rows.</param>
    /// <param name="columns">An array for each of its columns: <c>string?</c>, <c>DateOnly</c>, <c>decimal</c> or <c>long</c> by its type.</param>
    /// <exception cref="ArgumentException">The arrays are not as many as the columns, or differ in length or type.</exception>
    public RollupRows(RollupTable table, IReadOnlyList<Array> columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count != table.Columns.Count || columns.Any(c => c.Length != columns[0].Length) || columns.Where((c, i) => !Holds(table.Columns[i].Type, c)).Any())
            throw new ArgumentException($"The columns are not those of the roll-up {table.Name}.", nameof(columns));

        Table = table;
        Columns = columns;
    }

    public RollupTable Table { get; }

    public IReadOnlyList<Array> Columns { get; }

    public int Count => Columns[0].Length;

    public IReadOnlyList<string?> Texts(string column) => (string?[])Columns[Table.IndexOf(column)];

    public IReadOnlyList<DateOnly> Days(string column) => (DateOnly[])Columns[Table.IndexOf(column)];

    public IReadOnlyList<decimal> Amounts(string column) => (decimal[])Columns[Table.IndexOf(column)];

    public IReadOnlyList<long> Counts(string column) => (long[])Columns[Table.IndexOf(column)];

    private static bool Holds(RollupColumnType type, Array column) => type switch
    {
        RollupColumnType.Text => column is string[],
        RollupColumnType.Day => column is DateOnly[],
        RollupColumnType.Amount => column is decimal[],
        RollupColumnType.Count => column is long[],
        _ => false,
    };
}
