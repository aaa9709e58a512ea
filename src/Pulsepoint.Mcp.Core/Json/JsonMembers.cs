using System.Text.Json;

namespace Pulsepoint.Mcp.Core.Json;

/// <summary>Members of an object that the writer has no single call for.</summary>
public static class JsonMembers
{
    /// <summary>A list of texts.</summary>
    public static void WriteTexts(this Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(texts);

        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);

        writer.WriteEndArray();
    }

    /// <summary>A number, or null where none is known.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter writer, string name, decimal? number)
    {
        ArgumentNullException.ThrowIfNull(writer);

        if (number is { } value)
            writer.WriteNumber(name, value);
        else
            writer.WriteNull(name);
    }
}
