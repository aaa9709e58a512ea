using NodaTime;
using Pulsepoint.Mcp.Core.Budgets;

namespace Pulsepoint.Mcp.Postgres.Budgets;

internal sealed record UnsettledRow
{
    public required Guid Id { get; init; }

    public required string Job { get; init; }

    public required long Held { get; init; }

    public required DateTime ReservedAt { get; init; }

    public UnsettledReservation ToUnsettled() => new(new ReservationId(Id), QueryJobId.Parse(Job), Held, Instant.FromDateTimeUtc(ReservedAt));
}
