using NodaTime;

namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>Something that may have cost events.</summary>
/// <param name="At">When it was noticed, in UTC.</param>
/// <param name="Kind"><c>damaged</c>: the file was set aside; or <c>emptied</c>: somebody emptied, removed or replaced it.</param>
/// <param name="Events">How many events the lost file had, at least; how many of them were not delivered yet, nobody knows.</param>
public sealed record OutboxIncident(Instant At, string Kind, long Events);
