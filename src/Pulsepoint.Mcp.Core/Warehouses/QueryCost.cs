namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>What queries cost where reading is billed; elsewhere they cost nothing.</summary>
/// <param name="BytesProcessed">What they read.</param>
/// <param name="BytesBilled">What was billed for it: more than was read, since a table counts as ten mebibytes at least, or 0 for a result that was remembered.</param>
/// <param name="Usd">In US dollars, at the price that is set; not rounded.</param>
public readonly record struct QueryCost(long BytesProcessed, long BytesBilled, decimal Usd)
{
    public static QueryCost operator +(QueryCost a, QueryCost b) => new(a.BytesProcessed + b.BytesProcessed, a.BytesBilled + b.BytesBilled, a.Usd + b.Usd);
}
