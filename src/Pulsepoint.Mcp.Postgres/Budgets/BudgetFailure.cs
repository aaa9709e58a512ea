using Npgsql;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Postgres.Budgets;

/// <summary>What stands in the way of a reservation, its settlement, or a budget.</summary>
internal static class BudgetFailure
{
    /// <summary>The refusal that the failure stands for; null when it is something else.</summary>
    public static RefusalException? ToRefusal(PostgresException failure) => failure.MessageText switch
    {
        "pulsepoint:reservation_malformed" => Refuse(
            "The query cannot be reserved for: its estimate is out of range, or its reservation is another's or settled.", "Reserve for it anew.", failure),
        "pulsepoint:reservation_unknown" => Refuse("This key has not reserved this.", "Settle with the key that reserved.", failure),
        "pulsepoint:settlement_malformed" => Refuse("What was billed is out of range.", "Say the bytes that the job was billed.", failure),
        "pulsepoint:reservations_exceeded" => new RefusalException(
            RefusalCode.RateLimited, "This key has more than 100 queries of today that are not settled.", "Wait until some of them have ended.", failure),
        _ => null,
    };

    private static RefusalException Refuse(string sentence, string next, Exception failure) => new(RefusalCode.ValueInvalid, sentence, next, failure);
}
