namespace Pulsepoint.Mcp.Core.Budgets;

/// <summary>What a query may be billed by a dry run's word. BigQuery rounds each table up to a mebibyte, and to ten of them at least.</summary>
public static class ByteEstimate
{
    public const long Mebibyte = 1L << 20;
    public const long Smallest = 10 * Mebibyte;

    /// <param name="dryRunBytes">What the dry run says, all tables together.</param>
    /// <param name="tables">How many tables the query reads.</param>
    public static long Of(long dryRunBytes, int tables)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dryRunBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(tables);

        return dryRunBytes + (tables * Smallest);
    }
}
