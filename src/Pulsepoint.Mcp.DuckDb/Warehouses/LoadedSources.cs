using DuckDB.NET.Data;
using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Warehouses;

/// <summary>How far each source is loaded, as the snapshot itself says.</summary>
internal static class LoadedSources
{
    // A source is as far as its slowest stream.
    private const string LoadsSql = """
        select brand_id, source, min(first_day) as first_day, min(data_through) as data_through
        from sync_state
        group by brand_id, source
        order by brand_id, source
        """;

    private const string GapsSql = """
        select distinct brand_id, source, day
        from sync_gaps
        order by brand_id, source, day
        """;

    public static WarehouseState Read(SnapshotLease lease, CancellationToken cancellationToken)
    {
        var gaps = Gaps(lease.Connection, cancellationToken).ToLookup(g => (g.Brand, g.Source), g => g.Day);
        var loads = Loads(lease.Connection, cancellationToken)
            .ConvertAll(load => load with { Gaps = [.. gaps[(load.Brand.Value, load.Source)]] });
        return new WarehouseState(lease.Generation, loads);
    }

    private static List<SourceLoad> Loads(DuckDBConnection connection, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = LoadsSql;
        return InterruptibleCommand.ReadAll(
            command,
            row => new SourceLoad(BrandId.Parse(row.GetString(0)), row.GetString(1), Day(row, 2), Day(row, 3), []),
            cancellationToken);
    }

    private static List<(string Brand, string Source, LocalDate Day)> Gaps(DuckDBConnection connection, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = GapsSql;
        return InterruptibleCommand.ReadAll(command, row => (row.GetString(0), row.GetString(1), Day(row, 2)), cancellationToken);
    }

    private static LocalDate Day(DuckDBDataReader row, int column) => LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(column));
}
