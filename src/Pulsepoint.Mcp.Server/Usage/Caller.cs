using ModelContextProtocol.Server;

namespace Pulsepoint.Mcp.Server.Usage;

/// <summary>The program at the other end, as it calls itself. Not trusted: it is cut to what an event holds.</summary>
internal sealed record Caller
{
    private const int MostLetters = 100;

    public Caller(string? name, string? version, string? protocol)
    {
        Name = Cut(name);
        Version = Cut(version);
        Protocol = Cut(protocol);
    }

    public static Caller Unknown { get; } = new(null, null, null);

    public string? Name { get; }

    public string? Version { get; }

    /// <summary>The revision of MCP that it speaks; null for a call without MCP.</summary>
    public string? Protocol { get; }

    /// <summary>Clients of the newer era say who they are with every request, those of the older one once.</summary>
    public static Caller Of<TParams>(RequestContext<TParams> request)
    {
        var context = request.JsonRpcRequest.Context;
        var client = context?.ClientInfo ?? request.Server.ClientInfo;
        return new Caller(client?.Name, client?.Version, context?.ProtocolVersion ?? request.Server.NegotiatedProtocolVersion);
    }

    private static string? Cut(string? text) => text is { Length: > MostLetters } ? text[..MostLetters] : text;
}
