using System.Buffers;
using System.Text.Json;

namespace Pulsepoint.Mcp.Server.Tools.Whole;

/// <summary>Pages of one list, put together: what they list follows one upon the other, of the rest the last page's word holds.</summary>
internal sealed class JoinedPages
{
    private static readonly string[] s_lists = ["rows", "values", "entries"];

    private readonly List<JsonElement> _pages = [];

    public int Count => _pages.Count;

    public string? NextCursor =>
        _pages[^1].TryGetProperty("next_cursor", out var cursor) && cursor.ValueKind is JsonValueKind.String ? cursor.GetString() : null;

    public void Add(ToolAnswer answer)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            answer.Body(writer);
            writer.WriteEndObject();
        }

        _pages.Add(JsonElement.Parse(json.WrittenSpan));
    }

    public void Write(Utf8JsonWriter writer)
    {
        foreach (var member in _pages[^1].EnumerateObject())
        {
            if (s_lists.Contains(member.Name))
                WriteList(writer, member.Name);
            else
                member.WriteTo(writer);
        }
    }

    private void WriteList(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartArray(name);
        foreach (var item in _pages.SelectMany(page => page.GetProperty(name).EnumerateArray()))
            item.WriteTo(writer);

        writer.WriteEndArray();
    }
}
