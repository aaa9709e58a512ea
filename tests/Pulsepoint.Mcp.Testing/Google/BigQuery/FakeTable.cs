using System.Globalization;
using System.Text.Json.Nodes;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>A table, with what was said of it and its rows.</summary>
internal sealed class FakeTable(string name, JsonObject resource)
{
    // What a cell counts for, whatever is in it: estimates can be told in advance.
    private const int BytesPerCell = 8;

    /// <summary><c>project.dataset.table</c>.</summary>
    public string Name => name;

    public JsonObject Resource { get; private set; } = resource;

    public IReadOnlyList<Column> Columns { get; private set; } = FieldTypes.Read(resource["schema"]);

    public List<TableRow> Rows { get; } = [];

    public long Bytes => (long)Rows.Count * Columns.Count * BytesPerCell;

    /// <summary>The query of a view; null for a table.</summary>
    public string? View => (string?)Resource["view"]?["query"];

    public void Change(JsonObject patch)
    {
        Resource = Patch.Apply(Resource, patch);
        Columns = FieldTypes.Read(Resource["schema"]);
    }

    public JsonObject Describe()
    {
        var answer = (JsonObject)Resource.DeepClone();
        answer["kind"] = "bigquery#table";
        answer["id"] = name;
        answer["type"] = View is null ? "TABLE" : "VIEW";
        answer["numRows"] = Rows.Count.ToString(CultureInfo.InvariantCulture);
        answer["numBytes"] = Bytes.ToString(CultureInfo.InvariantCulture);
        return answer;
    }
}
