using System.Text;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Access;

/// <summary>
/// One file that enrols a machine: a key, the public keys that check it, and where the database is. A JSON object; whatever
/// the settings name themselves wins over it.
/// </summary>
/// <param name="Key">The API key.</param>
/// <param name="Jwks">The issuer's public keys, as a JWK set.</param>
/// <param name="Database">Without user or password; null for the database of the machine's own state folder.</param>
public sealed record KeyBundle(Secret Key, string Jwks, string? Database)
{
    /// <summary>As long as a file may be that holds a key, alone or in a bundle; what is longer is some other file.</summary>
    public const int MaxFileBytes = 64 * 1024;

    private const string Format = "pulsepoint-bundle-1";

    /// <summary>Whether the text is meant as a bundle; a key alone never begins like one.</summary>
    public static bool IsOne(string text) => text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal);

    /// <exception cref="RefusalException"><c>key_invalid</c>.</exception>
    public static KeyBundle Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var bundle = document.RootElement;
            if (!bundle.TryGetProperty("format", out var format) || format.GetString() != Format)
                throw Wrong("The bundle is of another version, or of another program.");

            return new KeyBundle(
                new Secret(Text(bundle, "key") ?? throw Wrong("The bundle holds no key.")),
                bundle.TryGetProperty("jwks", out var jwks) && jwks.ValueKind == JsonValueKind.Object ? jwks.GetRawText() : throw Wrong("The bundle holds no public keys."),
                Text(bundle, "database"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Without the cause, whose message may repeat a part of the text.
            throw Wrong("The bundle is damaged.");
        }
    }

    public string ToJson()
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("key", Key.Reveal());
            json.WritePropertyName("jwks");
            json.WriteRawValue(Jwks);
            if (Database is not null)
                json.WriteString("database", Database);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string? Text(JsonElement bundle, string name) =>
        bundle.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;

    private static RefusalException Wrong(string why) => new(
        RefusalCode.KeyInvalid, why, "Get the file again from your administrator (pulsepoint-mcp key bundle), then restart the server.");
}
