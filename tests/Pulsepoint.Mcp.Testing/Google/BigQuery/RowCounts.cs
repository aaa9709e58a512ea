namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>How many rows a statement, or a load, has changed.</summary>
internal sealed record RowCounts(long Inserted, long Updated, long Deleted)
{
    public long All => Inserted + Updated + Deleted;

    public RowCounts Plus(RowCounts other) => new(Inserted + other.Inserted, Updated + other.Updated, Deleted + other.Deleted);
}
