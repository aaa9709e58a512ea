using System.Buffers;
using System.Text.Json;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>The JSON of <c>generateAccessToken</c>.</summary>
internal static class IamBody
{
    private const string Life = "3600s";

    public static ReadOnlyMemory<byte> Request(TokenUse use)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteStartArray("scope");
        foreach (var scope in TokenScopes.Of(use))
            writer.WriteStringValue(scope);

        writer.WriteEndArray();
        writer.WriteString("lifetime", Life);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The token; null where the answer is none that we know.</summary>
    public static MintedToken? TryRead(ReadOnlyMemory<byte> body)
    {
        using var json = TryParse(body);
        return json is not null
            && Text(json.RootElement, "accessToken") is { Length: > 0 } token
            && Text(json.RootElement, "expireTime") is { } until
            && OffsetDateTimePattern.Rfc3339.Parse(until) is { Success: true } parsed
            ? new MintedToken(new Secret(token), parsed.Value.ToInstant())
            : null;
    }

    /// <summary>Whether a refusal is about the service as a whole, which is switched off, and not about an identity.</summary>
    public static bool SaysServiceIsOff(ReadOnlyMemory<byte> body)
    {
        using var json = TryParse(body);
        return json is not null
            && json.RootElement.ValueKind is JsonValueKind.Object
            && json.RootElement.TryGetProperty("error", out var error)
            && error.ValueKind is JsonValueKind.Object
            && error.TryGetProperty("details", out var details)
            && details.ValueKind is JsonValueKind.Array
            && details.EnumerateArray().Any(detail => Text(detail, "reason") is "SERVICE_DISABLED");
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String ? member.GetString() : null;

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
