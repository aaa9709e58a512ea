namespace Pulsepoint.Mcp.Core.Budgets;

/// <summary>What may be billed, in bytes. In a change, null leaves one as it is and 0 brings its default back.</summary>
/// <param name="TenantDay">By all queries of an organisation, a day of UTC.</param>
/// <param name="UserDay">By all queries of one person, a day of UTC.</param>
/// <param name="Query">By one query.</param>
public sealed record ByteBudget(long? TenantDay, long? UserDay, long? Query)
{
    public const long Smallest = ByteEstimate.Smallest;
    public const long Largest = 1L << 50;

    /// <summary>What holds where nothing else was set: 1 TiB, 256 GiB and 64 GiB.</summary>
    public static ByteBudget Default { get; } = new(1L << 40, 256L << 30, 64L << 30);
}
