using System.Buffers.Text;
using System.Text.Json;

namespace Pulsepoint.Mcp.Server.Access;

/// <summary>
/// A key's three parts, read strictly: the token library takes the last of two equal claims and converts types, and
/// what is signed must mean one thing only.
/// </summary>
internal sealed record KeyToken(JsonElement Header, JsonElement Claims)
{
    // Far above any real key; a bound on what is parsed before the signature is known.
    private const int MaxLength = 16 * 1024;

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <exception cref="FormatException">With the reason in one sentence.</exception>
    public static KeyToken Read(string text)
    {
        if (text.Length > MaxLength)
            throw new FormatException("The API key is longer than 16 KB.");

        var parts = text.Split('.');
        if (parts.Length != 3)
            throw new FormatException("The API key is not whole: it has three parts separated by dots.");

        if (parts[2].Length == 0)
            throw new FormatException("The API key carries no signature.");

        return new KeyToken(Part(parts[0], "header"), Part(parts[1], "claims"));
    }

    private static JsonElement Part(string text, string name)
    {
        try
        {
            var part = JsonElement.Parse(Base64Url.DecodeFromChars(text), s_strict);
            return part.ValueKind is JsonValueKind.Object ? part : throw new FormatException($"The API key's {name} are not an object.");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new FormatException($"The API key is damaged: its {name} cannot be read, or name something twice.", e);
        }
    }
}
