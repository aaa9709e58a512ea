using DuckDB.NET.Data;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.DuckDb.Snapshots;
using Pulsepoint.Mcp.DuckDb.Warehouses;

namespace Pulsepoint.Mcp.DuckDb.Rollups;

/// <summary>Sums a tenant's current snapshot to its roll-ups, all from one generation.</summary>
internal sealed class DuckDbRollupSource(StateFolder state, SnapshotReader snapshots) : IRollupSource
{
    private static readonly DateRange s_everyDay = new(new LocalDate(1, 1, 1), new LocalDate(9999, 12, 31));

    public Task<string?> GenerationAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult(new SnapshotFolder(state, tenant).Current());

    public Task<RollupBatch> ReadAsync(TenantId tenant, TouchedDays? touched, CancellationToken cancellationToken) =>
        Task.Run(() => Read(tenant, touched, cancellationToken), cancellationToken);

    private RollupBatch Read(TenantId tenant, TouchedDays? touched, CancellationToken cancellationToken)
    {
        using var lease = snapshots.Rent(tenant) ?? throw Refusal.SourceUnavailable(
            "No warehouse data are published for this organisation.",
            "Publish a snapshot first.");
        var isOfThese = touched?.Until == lease.Generation;
        var days = isOfThese ? touched!.Days : s_everyDay; // not null: it names a generation
        return new RollupBatch
        {
            State = LoadedSources.Read(lease, cancellationToken),
            Touched = isOfThese ? touched : null,
            Tables = [.. RollupTables.All.Select(table => ReadTable(lease, table, days, cancellationToken))],
        };
    }

    private static RollupRows ReadTable(SnapshotLease lease, RollupTable table, DateRange days, CancellationToken cancellationToken)
    {
        var range = table.IsMonthly ? days.ToWholeMonths() : days;
        using var command = lease.Connection.CreateCommand();
        command.CommandText = RollupScript.Of(table);
        command.Parameters.Add(new DuckDBParameter("from", range.From.ToDateOnly()));
        command.Parameters.Add(new DuckDBParameter("to", range.To.ToDateOnly()));
        return InterruptibleCommand.Run(command, reader => new RollupColumns(table).ReadAll(reader), cancellationToken);
    }
}
