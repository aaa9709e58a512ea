using System.Globalization;
using System.Text.Json.Nodes;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>A table with what was said of it and its rows, or a view.</summary>
internal sealed class FakeTable(string name, JsonObject resource)
{
    // What a cell counts for, whatever is in it: estimates can be told in advance.
    private const int BytesPerCell = 8;
    private const long Mebibyte = 1024 * 1024;
    private const long BilledAtLeast = 10 * Mebibyte;

    /// <summary><c>project.dataset.table</c>.</summary>
    public string Name => name;

    public JsonObject Resource { get; private set; } = resource;

    public IReadOnlyList<Column> Columns { get; private set; } = FieldTypes.Read(resource["schema"]);

    public List<TableRow> Rows { get; } = [];

    public long Bytes => (long)Rows.Count * Columns.Count * BytesPerCell;

    /// <summary>What reading it is billed: in whole mebibytes, and ten of them at least.</summary>
    public long BytesBilled => Math.Max(BilledAtLeast, (Bytes + Mebibyte - 1) / Mebibyte * Mebibyte);

    /// <summary>What a view is; null for a table.</summary>
    public string? View => (string?)Resource["view"]?["query"];

    /// <summary>The column that every query of it must narrow; null for none.</summary>
    public string? NeededFilter =>
        (bool?)Resource["requirePartitionFilter"] == true ? (string?)Resource["timePartitioning"]?["field"] : null;

    /// <exception cref="BigQueryError">Columns are changed or left out: they can only be added.</exception>
    public void Change(JsonObject patch)
    {
        var changed = Patch.Apply(Resource, patch);
        var columns = FieldTypes.Read(changed["schema"]);
        if (View is null && !columns.Take(Columns.Count).Select(c => (c.Name, c.Type)).SequenceEqual(Columns.Select(c => (c.Name, c.Type))))
            throw BigQueryError.Invalid($"Provided Schema does not match Table {name}.");

        foreach (var row in Rows)
            row.Cell.AddRange(columns.Skip(Columns.Count).Select(_ => new Value()));

        Resource = changed;
        Columns = columns;
    }

    public JsonObject Describe()
    {
        var answer = (JsonObject)Resource.DeepClone();
        answer["kind"] = "bigquery#table";
        answer["id"] = name;
        answer["type"] = View is null ? "TABLE" : "VIEW";
        if (View is not null)
            return answer;

        answer["numRows"] = Rows.Count.ToString(CultureInfo.InvariantCulture);
        answer["numBytes"] = Bytes.ToString(CultureInfo.InvariantCulture);
        return answer;
    }
}
