using DuckDB.NET.Data;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.DuckDb.Demo;
using Pulsepoint.Mcp.DuckDb.Rollups;
using Pulsepoint.Mcp.DuckDb.Warehouses;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.GoogleSqlTests.Facts;

/// <summary>A few hundred rows under the real views, in a DuckDB of its own; <see cref="Tables"/> is the same for BigQuery.</summary>
internal sealed class SeededFacts : IDisposable
{
    private const string Rates = "fx_rates_daily";

    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public SeededFacts()
    {
        _connection.Open();
        Fill(_connection);
    }

    /// <summary>Makes them in an empty database.</summary>
    public static void Fill(DuckDBConnection connection)
    {
        DemoScript.Run(connection, "tables", CancellationToken.None);
        DemoScript.Run(connection, "views", CancellationToken.None);
        using var command = connection.CreateCommand();
        command.CommandText = SeededRows.Sql;
        command.ExecuteNonQuery();
    }

    public IReadOnlyList<FactRow> Run(CompiledQuery query)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = query.Sql;
        foreach (var parameter in query.Parameters)
            command.Parameters.Add(new DuckDBParameter(parameter.Name, parameter.Value is LocalDate day ? day.ToDateOnly() : parameter.Value));

        using var reader = command.ExecuteReader();
        List<FactRow> rows = [];
        while (reader.Read())
            rows.Add(FactRows.Read(reader, query));

        return rows;
    }

    public RollupRows Run(RollupTable table, DateRange days)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = RollupScript.Of(table);
        command.Parameters.Add(new DuckDBParameter("from", days.From.ToDateOnly()));
        command.Parameters.Add(new DuckDBParameter("to", days.To.ToDateOnly()));
        using var reader = command.ExecuteReader();
        return new RollupColumns(table).ReadAll(reader);
    }

    /// <summary>Every table that a query may read, with its rows. A view counts as a table: what it does is not asked here.</summary>
    public IReadOnlyList<FilledTable> Tables(DatasetName dataset)
    {
        var names = MetricCatalogue.Instance.Sources.Where(s => s.Engines.Contains(WarehouseEngine.BigQuery)).Select(s => s.Table);
        return [.. names.Append(Rates).Distinct().Select(name => Read(name, $"{dataset}.{name}"))];
    }

    /// <summary>The tables of a dataset that the embedded warehouse has, too, with its rows.</summary>
    public IReadOnlyList<FilledTable> BaseTables(DatasetName dataset) =>
        [.. DatasetTables.All.Where(t => t.Kind != TableKind.Records).Select(t => Read(t.Name, $"{dataset}.{t.Name}"))];

    public void Dispose() => _connection.Dispose();

    /// <summary>A table or a view, under another name.</summary>
    public FilledTable Read(string name, string qualified)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"from {name}";
        using var reader = command.ExecuteReader();

        var table = new Table { Name = qualified };
        for (var i = 0; i < reader.FieldCount; i++)
            table.Column.Add(new Column { Name = reader.GetName(i), Type = new SqlType { TypeKind = ColumnType.Of(reader.GetDataTypeName(i).ToUpperInvariant()) } });

        var rows = new TableData();
        while (reader.Read())
        {
            var row = new TableRow();
            for (var i = 0; i < reader.FieldCount; i++)
                row.Cell.Add(WireValue.OfCell(reader.IsDBNull(i) ? null : reader.GetValue(i)));

            rows.Row.Add(row);
        }

        return new FilledTable(table, rows);
    }

    /// <summary>A connection takes one question at a time, and fixtures ask side by side.</summary>
    private DuckDBConnection Open()
    {
        var connection = _connection.Duplicate();
        connection.Open();
        return connection;
    }
}
