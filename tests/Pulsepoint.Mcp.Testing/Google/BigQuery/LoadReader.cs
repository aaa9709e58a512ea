using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Puts files into tables as a load job says.</summary>
internal sealed class LoadReader(BigQueryBoard board)
{
    /// <returns>How many rows came in.</returns>
    /// <exception cref="BigQueryError">None did.</exception>
    public long Load(string project, JsonObject load, byte[] file)
    {
        var table = Target(project, load);
        var rows = ((string?)load["sourceFormat"] ?? "CSV") switch
        {
            "NEWLINE_DELIMITED_JSON" => Lines(file).Select(l => InputCell.Row(Object(l), table.Columns, (bool?)load["ignoreUnknownValues"] == true)).ToList(),
            "CSV" => CsvFile.Read(Lines(file), table.Columns, load),
            "PARQUET" => ParquetFile.Read(file, table.Columns),
            var format => throw BigQueryError.Invalid($"{format} is not read here."),
        };

        var part = TablePart.Of(table, (string)load["destinationTable"]!["tableId"]!);
        if (rows.FirstOrDefault(r => !part.Holds(r)) is not null)
            throw BigQueryError.Invalid("Some rows belong to different partitions rather than destination partition.");

        switch ((string?)load["writeDisposition"] ?? "WRITE_APPEND")
        {
            case "WRITE_EMPTY" when table.Rows.Exists(part.Holds):
                throw BigQueryError.Duplicate($"Table {table.Name}");
            case "WRITE_TRUNCATE":
                table.Rows.RemoveAll(part.Holds);
                break;
        }

        table.Rows.AddRange(rows);
        board.Changed();
        return rows.Count;
    }

    private FakeTable Target(string project, JsonObject load)
    {
        var reference = load["destinationTable"] ?? throw BigQueryError.Required("destinationTable");
        var (dataset, id) = ((string)reference["datasetId"]!, TablePart.WholeOf((string)reference["tableId"]!));
        if (board.Dataset(project, dataset).Tables.TryGetValue(id, out var known))
            return known;
        if ((string?)load["createDisposition"] == "CREATE_NEVER")
            throw BigQueryError.NotFound($"Table {project}:{dataset}.{id}");

        var schema = load["schema"]?.DeepClone() ?? throw BigQueryError.Invalid("No schema specified on job or table.");
        return board.AddTable(project, dataset, new JsonObject { ["tableReference"] = new JsonObject { ["tableId"] = id }, ["schema"] = schema });
    }

    private static IEnumerable<string> Lines(byte[] file) => Encoding.UTF8.GetString(file).Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0);

    private static JsonObject Object(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject ?? throw BigQueryError.Invalid("A line is no object.");
        }
        catch (JsonException)
        {
            throw BigQueryError.Invalid("Error while reading data, error message: JSON parsing error.");
        }
    }
}
