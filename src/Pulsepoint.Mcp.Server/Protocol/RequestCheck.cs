using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Pulsepoint.Mcp.Server.Protocol;

/// <summary>
/// Checks the shape of a request's params before the SDK sees them, because it answers a wrong shape with "internal
/// error" (-32603), which tells a client to try again instead of mending the request.
/// </summary>
internal static class RequestCheck
{
    // The SDK's constant is marked obsolete, as the method is.
    private const string SetLogLevel = "logging/setLevel";

    // Longer than any name of the protocol's or of ours: such a text is a slip and may be a secret, and the SDK logs names.
    private const int LongestName = 64;

    private const string VersionKey = "io.modelcontextprotocol/protocolVersion";

    public static Era EraOf(Envelope request) =>
        request.Method is not RequestMethods.Initialize && TryGetVersion(request, out _) ? Era.PerRequest : Era.Handshake;

    public static ProtocolError? Check(Envelope request, Era era)
    {
        if (request.Params.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            return ProtocolError.InvalidParams("params must be an object.");

        if (request.Params.ValueKind is JsonValueKind.Object
            && request.Params.TryGetProperty("_meta"u8, out var meta) && meta.ValueKind is not JsonValueKind.Object)
            return ProtocolError.InvalidParams("params._meta must be an object.");

        if (TryGetVersion(request, out var version) && version.ValueKind is not JsonValueKind.String)
            return ProtocolError.InvalidParams($"params._meta[\"{VersionKey}\"] must be a string.");

        // Neither is offered, and the first is gone from the later revision; the SDK would accept both.
        if (request.Method is SetLogLevel || (era is Era.PerRequest && request.Method is RequestMethods.Ping))
            return ProtocolError.MethodNotFound(request.Method);

        if (!IsName(request.Method))
            return ProtocolError.NoSuchMethod;

        if (version.ValueKind is JsonValueKind.String && !IsName(version.GetString()!)) // a string
            return ProtocolError.InvalidParams($"params._meta[\"{VersionKey}\"] is not a version.");

        return CheckMethod(request);
    }

    private static ProtocolError? CheckMethod(Envelope request) => request.Method switch
    {
        RequestMethods.Initialize =>
            Required(request, "protocolVersion", JsonValueKind.String)
            ?? NameLike(request, "protocolVersion", "params.protocolVersion is not a version.")
            ?? Optional(request, "capabilities", JsonValueKind.Object)
            ?? Required(request, "clientInfo", JsonValueKind.Object),
        RequestMethods.ToolsCall => Name(request, "name") ?? NameLike(request, "name", "Unknown tool.") ?? Optional(request, "arguments", JsonValueKind.Object),
        RequestMethods.PromptsGet => Name(request, "name") ?? Optional(request, "arguments", JsonValueKind.Object),
        RequestMethods.ResourcesRead or RequestMethods.ResourcesSubscribe or RequestMethods.ResourcesUnsubscribe => Name(request, "uri"),
        RequestMethods.CompletionComplete =>
            Required(request, "ref", JsonValueKind.Object) ?? Required(request, "argument", JsonValueKind.Object),
        RequestMethods.ToolsList or RequestMethods.PromptsList or RequestMethods.ResourcesList or RequestMethods.ResourcesTemplatesList =>
            Optional(request, "cursor", JsonValueKind.String),
        _ => null,
    };

    private static ProtocolError? Name(Envelope request, string member) =>
        Required(request, member, JsonValueKind.String)
        ?? (request.Params.GetProperty(member).GetString() is "" ? ProtocolError.InvalidParams($"params.{member} must not be empty.") : null);

    private static ProtocolError? NameLike(Envelope request, string member, string otherwise) =>
        KindOf(request, member) is not JsonValueKind.String || IsName(request.Params.GetProperty(member).GetString()!) ? null : ProtocolError.InvalidParams(otherwise);

    private static bool IsName(string text) =>
        text.Length <= LongestName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '.' or '$');

    private static ProtocolError? Required(Envelope request, string member, JsonValueKind kind) =>
        KindOf(request, member) is JsonValueKind.Undefined
            ? ProtocolError.InvalidParams($"params.{member} is missing; it must be {Describe(kind)}.")
            : Expect(request, member, kind);

    private static ProtocolError? Optional(Envelope request, string member, JsonValueKind kind) =>
        KindOf(request, member) is JsonValueKind.Undefined or JsonValueKind.Null ? null : Expect(request, member, kind);

    private static ProtocolError? Expect(Envelope request, string member, JsonValueKind kind) =>
        KindOf(request, member) == kind ? null : ProtocolError.InvalidParams($"params.{member} must be {Describe(kind)}.");

    private static JsonValueKind KindOf(Envelope request, string member) =>
        request.Params.ValueKind is JsonValueKind.Object && request.Params.TryGetProperty(member, out var value)
            ? value.ValueKind
            : JsonValueKind.Undefined;

    private static string Describe(JsonValueKind kind) => kind is JsonValueKind.String ? "a string" : "an object";

    private static bool TryGetVersion(Envelope request, out JsonElement version)
    {
        version = default;
        return request.Params.ValueKind is JsonValueKind.Object
            && request.Params.TryGetProperty("_meta"u8, out var meta)
            && meta.ValueKind is JsonValueKind.Object
            && meta.TryGetProperty(VersionKey, out version);
    }
}
