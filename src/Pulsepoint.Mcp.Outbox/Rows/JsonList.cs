using System.Globalization;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Outbox.Rows;

/// <summary>Lists as one parameter of a statement, which takes them apart with json_each.</summary>
internal static class JsonList
{
    public static string Of(IEnumerable<long> numbers) => $"[{string.Join(',', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>As the hexadecimal digits that SQLite's <c>hex</c> gives.</summary>
    public static string Of(IEnumerable<EventId> ids) => $"[{string.Join(',', ids.Select(id => $"\"{Convert.ToHexString(EventRows.Bytes(id.Value))}\""))}]";

    public static string Of(IEnumerable<string> names) => $"[{string.Join(',', names.Select(n => $"\"{JsonEncodedText.Encode(n)}\""))}]";

    /// <summary>The names of a JSON array.</summary>
    public static IReadOnlyList<string> Names(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(name => name.GetString()!)];
    }
}
