namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>How messages are published. They are read over gRPC always: REST has no streams.</summary>
internal enum PubSubTransport
{
    Grpc,
    Rest,
}
