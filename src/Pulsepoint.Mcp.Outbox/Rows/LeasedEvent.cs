using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Outbox.Rows;

/// <summary>An event that this process has leased for a sink.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Event">Opened; null where it cannot be.</param>
internal sealed record LeasedEvent(long Sequence, OutboxEvent? Event);
