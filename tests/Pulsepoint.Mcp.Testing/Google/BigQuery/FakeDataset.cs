using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>A dataset and its tables, which are found by their exact names.</summary>
internal sealed class FakeDataset(string id, JsonObject resource)
{
    private const string Somewhere = "US";

    public JsonObject Resource { get; private set; } = resource;

    public SortedDictionary<string, FakeTable> Tables { get; } = new(StringComparer.Ordinal);

    public string Location => (string?)Resource["location"] ?? Somewhere;

    public void Change(JsonObject patch) => Resource = Patch.Apply(Resource, patch);

    public JsonObject Describe()
    {
        var answer = (JsonObject)Resource.DeepClone();
        answer["kind"] = "bigquery#dataset";
        answer["id"] = id;
        answer["location"] = Location;
        return answer;
    }
}
