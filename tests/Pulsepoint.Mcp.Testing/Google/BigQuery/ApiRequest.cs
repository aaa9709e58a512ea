using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>One request, taken apart.</summary>
/// <param name="Method">Like <c>POST</c>.</param>
/// <param name="Path">What follows <c>projects/</c>.</param>
/// <param name="Query">The parameters.</param>
/// <param name="Content">What was sent, unpacked.</param>
/// <param name="Headers">The headers.</param>
/// <param name="CancellationToken">The client is gone.</param>
internal sealed record ApiRequest(
    string Method, IReadOnlyList<string> Path, IQueryCollection Query, byte[] Content, IHeaderDictionary Headers, CancellationToken CancellationToken)
{
    public JsonObject Json => Content.Length == 0 ? [] : JsonNode.Parse(Content) as JsonObject ?? throw BigQueryError.Invalid("The body is no object.");

    public string? Text(string name) => Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public int? Number(string name) => Text(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

    public bool Flag(string name) => Text(name) == "true";
}
