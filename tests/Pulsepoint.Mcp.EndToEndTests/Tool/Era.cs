namespace Pulsepoint.Mcp.EndToEndTests.Tool;

/// <summary>One way to speak MCP. The lines are written out as clients send them, not made by a library.</summary>
internal sealed class Era
{
    private const string Meta = """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}""";

    private readonly bool _stateless;

    private Era(string version, bool stateless, params IReadOnlyList<string> opening)
    {
        Version = version;
        _stateless = stateless;
        Opening = opening;
    }

    /// <summary>A handshake, then requests that rely on it.</summary>
    public static Era Handshake { get; } = new(
        "2025-11-25",
        stateless: false,
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"e2e","version":"1"}}}""",
        """{"jsonrpc":"2.0","method":"notifications/initialized"}""");

    /// <summary>No handshake: each request says which version it speaks.</summary>
    public static Era Stateless { get; } = new(
        "2026-07-28",
        stateless: true,
        $$$"""{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{{{Meta}}}}}""");

    public static IReadOnlyList<Era> All { get; } = [Handshake, Stateless];

    public string Version { get; }

    /// <summary>The first lines of a conversation; the request among them has id 1.</summary>
    public IReadOnlyList<string> Opening { get; }

    public string ListTools(int id) => Request(id, "tools/list", []);

    public string CallTool(int id, string tool, string argumentsJson = "{}") =>
        Request(id, "tools/call", [$"\"name\":\"{tool}\"", $"\"arguments\":{argumentsJson}"]);

    public override string ToString() => Version;

    private string Request(int id, string method, IReadOnlyList<string> parameters)
    {
        var all = string.Join(',', _stateless ? [.. parameters, $"\"_meta\":{Meta}"] : parameters);
        return $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"{{{method}}}","params":{{{{all}}}}}""";
    }
}
