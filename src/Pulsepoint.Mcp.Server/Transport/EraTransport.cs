using System.Threading.Channels;
using ModelContextProtocol.Protocol;
using Pulsepoint.Mcp.Server.Protocol;

namespace Pulsepoint.Mcp.Server.Transport;

/// <summary>
/// One era's share of a connection, as the SDK's server sees it. The SDK settles a server's revision by its first
/// request; with a server per era behind one pipe every request is still taken by what it says itself.
/// </summary>
internal sealed class EraTransport(Era era, McpConnection connection) : ITransport
{
    private readonly Channel<JsonRpcMessage> _incoming =
        Channel.CreateUnbounded<JsonRpcMessage>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    public Era Era { get; } = era;

    public string? SessionId => null;

    public ChannelReader<JsonRpcMessage> MessageReader => _incoming.Reader;

    public void Deliver(JsonRpcMessage message) => _incoming.Writer.TryWrite(message);

    /// <summary>No more messages will come. What was delivered is still worked on and answered.</summary>
    public void Complete() => _incoming.Writer.TryComplete();

    /// <remarks>Ignores the token: the server cancels it at its end, and an answer that is ready is still owed.</remarks>
    public Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default) => connection.SendAsync(message);

    public ValueTask DisposeAsync()
    {
        Complete();
        return ValueTask.CompletedTask;
    }
}
