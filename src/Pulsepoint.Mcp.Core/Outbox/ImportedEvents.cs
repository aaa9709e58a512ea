using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>How an import ended.</summary>
/// <param name="Added">Events that the database did not have.</param>
/// <param name="Known">Events that it had already.</param>
/// <param name="Ignored">Verdicts on answers of other people, which are not taken.</param>
/// <param name="Taken">The ids of all three: they need not be kept any more.</param>
/// <param name="Malformed">The ids of what has not the form of an event.</param>
public sealed record ImportedEvents(int Added, int Known, int Ignored, IReadOnlyList<EventId> Taken, IReadOnlyList<EventId> Malformed);
