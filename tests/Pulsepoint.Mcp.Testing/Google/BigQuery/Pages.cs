using System.Globalization;
using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Cuts long answers. A page's token is where it begins.</summary>
internal static class Pages
{
    /// <summary>Adds one page of rows, and where the next begins.</summary>
    public static void Add<T>(JsonObject answer, string name, string tokenName, IReadOnlyList<T> all, string? token, int most, Func<T, JsonNode> write)
    {
        var from = token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture);
        answer[name] = new JsonArray([.. all.Skip(from).Take(most).Select(write)]);
        if (from + most < all.Count)
            answer[tokenName] = (from + most).ToString(CultureInfo.InvariantCulture);
    }
}
