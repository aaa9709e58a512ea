namespace Pulsepoint.Mcp.Core.Budgets;

/// <summary>Bytes that are held for one query.</summary>
/// <param name="Id">What it is settled by.</param>
/// <param name="Granted">The most that the query may be billed: the estimate in whole mebibytes, ten of them at least.</param>
public sealed record ByteReservation(ReservationId Id, long Granted);
