using System.Globalization;
using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

internal sealed class TableApi(BigQueryBoard board, SqlEngine engine)
{
    private const int PageSize = 50;
    private const int RowPageSize = 10_000;

    public JsonObject List(string project, string dataset, ApiRequest request)
    {
        var answer = new JsonObject { ["kind"] = "bigquery#tableList" };
        var tables = board.Dataset(project, dataset).Tables.Values.ToList();
        Pages.Add(answer, "tables", "nextPageToken", tables, request.Text("pageToken"), request.Number("maxResults") ?? PageSize, t => t.Describe());
        return answer;
    }

    public JsonObject Get(string project, string dataset, string id)
    {
        var answer = board.Table(project, dataset, id).Describe();
        answer["etag"] = board.Version.ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    public async Task<JsonObject> InsertAsync(string project, string dataset, ApiRequest request) =>
        board.AddTable(project, dataset, await WithColumnsAsync(project, request.Json)).Describe();

    public async Task<JsonObject> PatchAsync(string project, string dataset, string id, ApiRequest request)
    {
        var table = board.Table(project, dataset, id);
        table.Change(await WithColumnsAsync(project, request.Json));
        board.Changed();
        return table.Describe();
    }

    public JsonObject? Delete(string project, string dataset, string id)
    {
        board.RemoveTable(project, dataset, id);
        return null;
    }

    public JsonObject Rows(string project, string dataset, string id, ApiRequest request)
    {
        var table = board.Table(project, dataset, id);
        var answer = new JsonObject { ["kind"] = "bigquery#tableDataList", ["totalRows"] = table.Rows.Count.ToString(CultureInfo.InvariantCulture) };
        Pages.Add(
            answer, "rows", "pageToken", table.Rows, request.Text("pageToken"), request.Number("maxResults") ?? RowPageSize,
            r => OutputCell.Row(r, table.Columns, ExactTimestamps(request)));
        return answer;
    }

    public JsonObject InsertAll(string project, string dataset, string id, ApiRequest request)
    {
        var table = board.Table(project, dataset, id);
        var body = request.Json;
        var errors = new JsonArray();
        var read = new List<GoogleSql.Wire.TableRow>();
        var all = (JsonArray)(body["rows"] ?? throw BigQueryError.Required("rows"));
        for (var i = 0; i < all.Count; i++)
        {
            try
            {
                read.Add(InputCell.Row((JsonObject)all[i]!["json"]!, table.Columns, (bool?)body["ignoreUnknownValues"] == true));
            }
            catch (BigQueryError e)
            {
                errors.Add((JsonNode)new JsonObject { ["index"] = i, ["errors"] = new JsonArray(ErrorJson.Proto(e)) });
            }
        }

        // One bad row keeps the others out, unless they were told to go on without it.
        if (errors.Count == 0 || (bool?)body["skipInvalidRows"] == true)
        {
            table.Rows.AddRange(read);
            board.Changed();
        }
        else
        {
            Stop(errors, all.Count);
        }

        var answer = new JsonObject { ["kind"] = "bigquery#tableDataInsertAllResponse" };
        if (errors.Count > 0)
            answer["insertErrors"] = errors;

        return answer;
    }

    public static bool ExactTimestamps(ApiRequest request) =>
        request.Flag("formatOptions.useInt64Timestamp") || request.Text("formatOptions.timestampOutputFormat") == "INT64";

    // A view has the columns of its query, which must be one.
    private async Task<JsonObject> WithColumnsAsync(string project, JsonObject resource)
    {
        if ((string?)resource["view"]?["query"] is { } query)
            resource["schema"] = FieldTypes.Write(await engine.ColumnsAsync(new SqlText(query, [], project, Dataset: null)));

        return resource;
    }

    private static void Stop(JsonArray errors, int count)
    {
        var bad = errors.Select(e => (int)e!["index"]!).ToHashSet();
        foreach (var index in Enumerable.Range(0, count).Where(i => !bad.Contains(i)))
            errors.Add((JsonNode)new JsonObject { ["index"] = index, ["errors"] = new JsonArray(new JsonObject { ["reason"] = "stopped", ["message"] = "" }) });
    }
}
