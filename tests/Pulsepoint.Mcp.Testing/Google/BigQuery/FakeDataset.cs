using System.Globalization;
using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>A dataset and its tables, which are found by their exact names.</summary>
internal sealed class FakeDataset
{
    private const string Somewhere = "US";

    private readonly string _id;
    private int _version;

    public FakeDataset(string id, JsonObject resource)
    {
        _id = id;
        Resource = resource;
        // Whom BigQuery lets in where nobody is named.
        resource["access"] ??= new JsonArray(
            new JsonObject { ["role"] = "WRITER", ["specialGroup"] = "projectWriters" },
            new JsonObject { ["role"] = "OWNER", ["specialGroup"] = "projectOwners" },
            new JsonObject { ["role"] = "READER", ["specialGroup"] = "projectReaders" });
    }

    public JsonObject Resource { get; private set; }

    public SortedDictionary<string, FakeTable> Tables { get; } = new(StringComparer.Ordinal);

    public string Location => (string?)Resource["location"] ?? Somewhere;

    private string Etag => string.Create(CultureInfo.InvariantCulture, $"dataset-{_version}");

    /// <param name="patch">What to change.</param>
    /// <param name="ifMatch">The state that whoever changes it has read; null changes any.</param>
    public void Change(JsonObject patch, string? ifMatch)
    {
        if (ifMatch is not null && ifMatch != Etag)
            throw new BigQueryError(412, "conditionNotMet", "Precondition check failed.");
        if ((string?)patch["location"] is { } location && location != Location)
            throw BigQueryError.Invalid("Cannot change the location of a dataset.", "location");

        Resource = Patch.Apply(Resource, patch);
        _version++;
    }

    /// <summary>Whether somebody stands among those whom the dataset itself lets read.</summary>
    public bool Lets(string email) => Resource["access"] is JsonArray access && access.Any(a => (string?)a?["userByEmail"] == email);

    public JsonObject Describe()
    {
        var answer = (JsonObject)Resource.DeepClone();
        answer["kind"] = "bigquery#dataset";
        answer["id"] = _id;
        answer["location"] = Location;
        answer["etag"] = Etag;
        return answer;
    }
}
