namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>One event to publish.</summary>
/// <param name="Id">What receivers know a repeated event by: Pub/Sub may hand out a message twice.</param>
/// <param name="Type">The event's type, like <c>tool_call</c>.</param>
/// <param name="SchemaVersion">Of the JSON.</param>
/// <param name="Json">One flat object in UTF-8.</param>
internal sealed record EventMessage(Guid Id, string Type, int SchemaVersion, ReadOnlyMemory<byte> Json);
