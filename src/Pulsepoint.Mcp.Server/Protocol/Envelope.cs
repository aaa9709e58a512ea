using System.Text.Json;

namespace Pulsepoint.Mcp.Server.Protocol;

/// <summary>A line read as far as JSON-RPC goes: what kind of message it is, or why it is none.</summary>
internal sealed record Envelope
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    public required MessageKind Kind { get; init; }

    public RawId Id { get; init; } = RawId.Null;

    public string Method { get; init; } = "";

    public JsonElement Root { get; init; }

    /// <summary>Undefined when the message has none, or has null.</summary>
    public JsonElement Params { get; init; }

    public ProtocolError? Error { get; init; }

    public static Envelope Read(ReadOnlyMemory<byte> line)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(line.Span, s_strict);
            if (!WellFormed.IsText(line.Span))
                return Invalid(ProtocolError.Parse, RawId.Null);
        }
        catch (JsonException)
        {
            return Invalid(ProtocolError.Parse, RawId.Null);
        }

        if (root.ValueKind is JsonValueKind.Array)
            return Invalid(ProtocolError.Batch, RawId.Null);

        return root.ValueKind is JsonValueKind.Object ? ReadObject(root) : Invalid(ProtocolError.NotAMessage, RawId.Null);
    }

    private static Envelope ReadObject(JsonElement root)
    {
        var hasId = root.TryGetProperty("id"u8, out var idElement);
        var hasUsableId = RawId.TryRead(idElement, out var id);
        if (hasId && !hasUsableId)
            return Invalid(ProtocolError.BadId, RawId.Null);

        if (!root.TryGetProperty("jsonrpc"u8, out var version) || version.ValueKind is not JsonValueKind.String || !version.ValueEquals("2.0"u8))
            return Invalid(ProtocolError.NotAMessage, id);

        if (root.TryGetProperty("method"u8, out var method))
            return method.ValueKind is JsonValueKind.String ? Called(root, hasId, id, method.GetString()!) : Invalid(ProtocolError.NotAMessage, id);

        var isAnswer = hasId && (root.TryGetProperty("result"u8, out _) || root.TryGetProperty("error"u8, out _));
        return isAnswer
            ? new Envelope { Kind = MessageKind.Answer, Id = id, Root = root }
            : Invalid(ProtocolError.NotAMessage, id);
    }

    private static Envelope Called(JsonElement root, bool hasId, RawId id, string method)
    {
        _ = root.TryGetProperty("params"u8, out var parameters);
        return new Envelope
        {
            Kind = hasId ? MessageKind.Request : MessageKind.Notification,
            Id = id,
            Method = method,
            Root = root,
            Params = parameters.ValueKind is JsonValueKind.Null ? default : parameters,
        };
    }

    private static Envelope Invalid(ProtocolError error, RawId id) => new() { Kind = MessageKind.Invalid, Id = id, Error = error };
}
