using NodaTime;
using Pulsepoint.Mcp.Core.Budgets;

namespace Pulsepoint.Mcp.Postgres.Budgets;

internal sealed record ReservationRow
{
    public long? Granted { get; init; }

    public string? RefusedBy { get; init; }

    public required long Need { get; init; }

    public long? Rest { get; init; }

    /// <summary>By the database's own clock.</summary>
    public required int SecondsToReset { get; init; }

    public ByteReservation ToReservation(ReservationId id)
    {
        var (rest, reset) = (Rest ?? 0, Duration.FromSeconds(SecondsToReset));
        return RefusedBy switch
        {
            null => new ByteReservation(id, Granted ?? 0),
            "query" => throw BudgetRefusal.Query(Need, rest),
            "user" => throw BudgetRefusal.User(Need, rest, reset),
            _ => throw BudgetRefusal.Tenant(Need, rest, reset),
        };
    }
}
