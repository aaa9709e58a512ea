using System.Text.Json;
using System.Text.Unicode;

namespace Pulsepoint.Mcp.Server.Protocol;

/// <summary>
/// Whether every string of a message is text. The JSON parser accepts broken UTF-8 and half surrogate pairs and throws
/// only when such a string is read, which would be deep inside a tool.
/// </summary>
internal static class WellFormed
{
    public static bool IsText(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            return false;

        return (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0) || AllStringsDecode(json);
    }

    private static bool AllStringsDecode(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    _ = reader.GetString();
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
