namespace Pulsepoint.Mcp.Testing.Google.PubSub;

/// <summary>One message as it came.</summary>
public sealed record SeenMessage(ReadOnlyMemory<byte> Data, IReadOnlyDictionary<string, string> Attributes, string OrderingKey);
