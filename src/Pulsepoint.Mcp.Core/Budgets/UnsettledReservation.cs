using NodaTime;

namespace Pulsepoint.Mcp.Core.Budgets;

/// <summary>A reservation whose process has died before it could settle it.</summary>
/// <param name="Id">What it is settled by.</param>
/// <param name="Job">The query's job, which knows what was billed; one that never began was billed nothing.</param>
/// <param name="Held">What is held until then.</param>
/// <param name="ReservedAt">When.</param>
public sealed record UnsettledReservation(ReservationId Id, QueryJobId Job, long Held, Instant ReservedAt);
