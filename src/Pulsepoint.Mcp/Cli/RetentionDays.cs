namespace Pulsepoint.Mcp.Cli;

/// <summary>How many days a record may be kept.</summary>
internal static class RetentionDays
{
    // As the database bounds it: seven years.
    private const int Most = 2557;

    /// <exception cref="UsageException">Nobody may keep it so short or so long.</exception>
    public static int Check(string option, int days) => days is >= 1 and <= Most
        ? days
        : throw new UsageException($"{option} is not between 1 and {Most}.", $"For example: {option} 395");
}
