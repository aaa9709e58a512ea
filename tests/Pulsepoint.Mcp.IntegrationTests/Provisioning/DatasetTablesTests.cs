using DuckDB.NET.Data;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.DuckDb.Demo;

namespace Pulsepoint.Mcp.IntegrationTests.Provisioning;

/// <summary>A tenant's dataset holds what the embedded warehouse holds, column for column: a change of the one is a change of the other.</summary>
internal sealed class DatasetTablesTests
{
    // What the embedded warehouse keeps about its loads, and what a dataset keeps in its place.
    private static readonly string[] s_ownOfDuckDb = ["sync_gaps", "sync_state"];
    private static readonly string[] s_ownOfDatasets = ["loads", "usage_events"];

    [Test]
    public void A_dataset_has_the_tables_of_the_embedded_warehouse_with_their_columns_and_types()
    {
        var embedded = Read();

        var listed = DatasetTables.All.Where(t => !s_ownOfDatasets.Contains(t.Name)).ToDictionary(t => t.Name, t => t.Columns.Select(Text).ToList());

        embedded.Keys.Except(listed.Keys).Should().BeEquivalentTo(s_ownOfDuckDb);
        listed.Keys.Except(embedded.Keys).Should().BeEmpty();
        foreach (var (name, columns) in listed)
            columns.Should().Equal(embedded[name], name);
    }

    [Test]
    public void Events_have_a_column_for_each_of_their_keys_as_the_script_for_administrators_has()
    {
        var columns = DatasetTables.All.Single(t => t.Name == "usage_events").Columns;

        columns.Select(c => $"{c.Name} {c.Type switch
        {
            ColumnType.Text => "string",
            ColumnType.Whole => "int64",
            ColumnType.Day => "date",
            ColumnType.Moment => "timestamp",
            ColumnType.Exact => "numeric",
            _ => "",
        }}{(c.IsRequired ? " not null" : "")}").Should().Equal(Script());
    }

    private static IEnumerable<string> Script()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Pulsepoint.Mcp.sln"))) // the tests run below it
            folder = folder.Parent;

        return File.ReadLines(Path.Combine(folder.FullName, "deploy", "bigquery", "usage_events.sql"))
            .Where(l => l.StartsWith("  ", StringComparison.Ordinal))
            .Select(l => l.Trim().TrimEnd(',').Replace("`", "", StringComparison.Ordinal));
    }

    private static string Text(DatasetColumn column) => $"{column.Name} {column.Type}";

    private static Dictionary<string, List<string>> Read()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        DemoScript.Run(connection, "tables", CancellationToken.None);
        using var command = connection.CreateCommand();
        command.CommandText = "select table_name, column_name, data_type from duckdb_columns() where not internal order by table_name, column_index";
        using var reader = command.ExecuteReader();
        Dictionary<string, List<string>> tables = [];
        while (reader.Read())
        {
            if (!tables.TryGetValue(reader.GetString(0), out var columns))
                tables[reader.GetString(0)] = columns = [];

            columns.Add($"{reader.GetString(1)} {TypeOf(reader.GetString(2))}");
        }

        return tables;
    }

    private static ColumnType TypeOf(string duckType) => duckType switch
    {
        "VARCHAR" => ColumnType.Text,
        "DATE" => ColumnType.Day,
        "TIMESTAMP" => ColumnType.Moment,
        "BOOLEAN" => ColumnType.Flag,
        "BIGINT" => ColumnType.Whole,
        "DECIMAL(18,2)" or "DECIMAL(18,8)" => ColumnType.Exact,
        _ => throw new ArgumentException($"A dataset has no column like {duckType}.", nameof(duckType)),
    };
}
