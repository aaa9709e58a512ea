namespace Pulsepoint.Mcp.Outbox.Rows;

/// <summary>Events that this process has for a sink until the lease ends.</summary>
/// <param name="Events">Oldest first.</param>
/// <param name="IsLast">Nothing else was waiting.</param>
internal sealed record Lease(IReadOnlyList<LeasedEvent> Events, bool IsLast);
