using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

internal sealed class DatasetApi(BigQueryBoard board)
{
    private const int PageSize = 50;

    public JsonObject List(string project, ApiRequest request)
    {
        var answer = new JsonObject { ["kind"] = "bigquery#datasetList" };
        Pages.Add(answer, "datasets", "nextPageToken", [.. board.DatasetsOf(project)], request.Text("pageToken"), request.Number("maxResults") ?? PageSize, d => d.Describe());
        return answer;
    }

    public JsonObject Get(string project, string id) => board.Dataset(project, id).Describe();

    public JsonObject Insert(string project, ApiRequest request) => board.AddDataset(project, request.Json).Describe();

    public JsonObject Patch(string project, string id, ApiRequest request)
    {
        var dataset = board.Dataset(project, id);
        dataset.Change(request.Json, request.Headers.IfMatch.FirstOrDefault());
        return dataset.Describe();
    }

    public JsonObject? Delete(string project, string id, ApiRequest request)
    {
        board.RemoveDataset(project, id, request.Flag("deleteContents"));
        return null;
    }
}
