using Grpc.Core;
using Grpc.Net.Client;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>The one connection over which gRPC calls go; opened by the first of them.</summary>
internal sealed class PubSubChannel(PubSubEndpoint endpoint) : IDisposable
{
    // What Pub/Sub may send at once is more than the library's 4 MB.
    private const int LargestAnswer = 32 * 1024 * 1024;

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(endpoint.Address, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            UseProxy = endpoint.NeedsToken,
            EnableMultipleHttp2Connections = true,
            // A stream may be silent for hours; only by asking is a dead connection told from a quiet one.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        },
        DisposeHttpClient = true,
        MaxReceiveMessageSize = LargestAnswer,
    });

    public CallInvoker Calls => _channel.CreateCallInvoker();

    public static Metadata Headers(string? token) => token is null ? [] : new Metadata { { "authorization", $"Bearer {token}" } };

    public void Dispose() => _channel.Dispose();
}
