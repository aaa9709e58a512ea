namespace Pulsepoint.Mcp.Server.Protocol;

/// <summary>A JSON-RPC error as the specification words it.</summary>
internal sealed record ProtocolError(int Code, string Message)
{
    public const int ParseErrorCode = -32700;
    public const int InvalidRequestCode = -32600;
    public const int MethodNotFoundCode = -32601;
    public const int InvalidParamsCode = -32602;

    public static ProtocolError Parse { get; } = new(ParseErrorCode, "The line is not JSON in UTF-8, or names a property twice.");

    public static ProtocolError Batch { get; } = new(InvalidRequestCode, "Batches are not supported: send one message per line.");

    public static ProtocolError NotAMessage { get; } = new(InvalidRequestCode, "A message is an object with \"jsonrpc\": \"2.0\" and a method, or an answer.");

    public static ProtocolError BadId { get; } = new(InvalidRequestCode, "The id of a request is a string or a number.");

    public static ProtocolError DuplicateId { get; } = new(InvalidRequestCode, "A request with this id is still being answered.");

    public static ProtocolError NoSuchMethod { get; } = new(MethodNotFoundCode, "There is no method of that name.");

    public static ProtocolError TooLong(int maxBytes) =>
        new(InvalidRequestCode, $"The message is longer than {maxBytes} bytes and was skipped.");

    public static ProtocolError InvalidParams(string message) => new(InvalidParamsCode, message);

    public static ProtocolError MethodNotFound(string method) => new(MethodNotFoundCode, $"Method not found: {method}");
}
