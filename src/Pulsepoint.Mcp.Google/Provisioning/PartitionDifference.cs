using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Provisioning;

/// <summary>How a table is cut cannot be changed, and days are only ever kept longer.</summary>
internal static class PartitionDifference
{
    public const long MillisecondsPerDay = 86_400_000;

    /// <returns>What to send; null where nothing is to be done.</returns>
    public static TimePartitioning? Of(string table, TimePartitioning? wanted, TimePartitioning? existing, List<string> details, List<string> conflicts)
    {
        // Somebody cut a table that we read whole: it still can be.
        if (wanted is null)
            return null;

        if (existing is null || existing.Type != wanted.Type || !string.Equals(existing.Field, wanted.Field, StringComparison.OrdinalIgnoreCase))
        {
            conflicts.Add($"{table} is not cut by the days of {wanted.Field}, and cannot be any more");
            return null;
        }

        if (existing.ExpirationMs is not { } kept || kept >= wanted.ExpirationMs)
            return null;

        if (wanted.ExpirationMs is not { } longer)
        {
            conflicts.Add(FormattableString.Invariant($"{table} deletes its days after {kept / MillisecondsPerDay}, and they shall be kept"));
            return null;
        }

        details.Add(FormattableString.Invariant($"days kept for {longer / MillisecondsPerDay}"));
        return wanted;
    }
}
