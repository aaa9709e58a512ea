using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Pulsepoint.Mcp.Server.Protocol;

/// <summary>
/// The SDK reads the shapes of its messages when its server is made, which is a quarter of the time to the first answer.
/// Done once beforehand, for nobody, it happens on another core while the program sets itself up.
/// </summary>
internal static class ProtocolWarmUp
{
    /// <summary>Returns at once. What goes wrong in it goes wrong again, and is told, where a server is made for somebody.</summary>
    public static void Begin() => ThreadPool.QueueUserWorkItem(static _ =>
    {
        try
        {
            McpServer.Create(new StreamServerTransport(Stream.Null, Stream.Null), new McpServerOptions
            {
                ServerInfo = new Implementation { Name = "nobody", Version = "0" },
                Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
                Handlers = new McpServerHandlers
                {
                    ListToolsHandler = static (_, _) => ValueTask.FromResult(new ListToolsResult()),
                    CallToolHandler = static (_, _) => ValueTask.FromResult(new CallToolResult()),
                },
            });
        }
#pragma warning disable CA1031 // Nobody waits for this server; an exception here must not end the process.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    });
}
