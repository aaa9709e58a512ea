using DuckDB.NET.Data;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Moves;

/// <summary>A generation that is carried elsewhere, over a connection that can write into one folder and nowhere else.</summary>
internal sealed class FactSnapshot : IFactSnapshot
{
    private readonly SnapshotFolder _folder;
    private readonly FileStream _alone;
    private readonly DuckDBConnection _connection;
    private int _files;

    public FactSnapshot(SnapshotFolder folder, FileStream alone, WarehouseState state)
    {
        _folder = folder;
        _alone = alone;
        State = state;
        _connection = ExportConnection.Open(folder.File(state.Generation), folder.Export);
    }

    public WarehouseState State { get; }

    public Task<IReadOnlyList<FactPart>> PartsAsync(DatasetTable table, DateRange? days, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<FactPart>>(() => FactParts.Of(_connection, table, days, cancellationToken), cancellationToken);

    public Task<FactFile> WriteAsync(DatasetTable table, FactPart part, CancellationToken cancellationToken) =>
        Task.Run(() => Write(table, part, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<FactTally>> TallyAsync(DatasetTable table, DateRange? days, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<FactTally>>(() => Tally(table, days, cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        Directory.Delete(_folder.Export, recursive: true);
        await _alone.DisposeAsync();
    }

    private FactFile Write(DatasetTable table, FactPart part, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder.Export, FormattableString.Invariant($"{++_files}.parquet"));
        using var command = _connection.CreateCommand();
        command.CommandText = FactParts.Copy(table, part, path);
        AddDays(command, part.Days);
        try
        {
            InterruptibleCommand.Execute(command, cancellationToken);
            return new FactFile(path);
        }
        catch (DuckDBException unwritten)
        {
            File.Delete(path);
            throw Refusal.SourceUnavailable(
                $"The facts of {table.Name} cannot be written to a file in {_folder.Export}.",
                "Free space on that disk and run it again: what was loaded stays.",
                unwritten);
        }
    }

    private List<FactTally> Tally(DatasetTable table, DateRange? days, CancellationToken cancellationToken)
    {
        var query = new TallyQuery(table);
        using var command = _connection.CreateCommand();
        command.CommandText = query.Sql(table.Name, days is not null, '$');
        AddDays(command, days);
        return InterruptibleCommand.ReadAll(
            command,
            row => new FactTally(
                row.IsDBNull(0) ? null : LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(0)),
                row.IsDBNull(1) ? null : row.GetString(1),
                [.. Enumerable.Range(2, query.Figures.Count).Select(i => row.IsDBNull(i) ? null : (decimal?)Warehouses.FactRows.Number(row.GetValue(i)))]),
            cancellationToken);
    }

    private static void AddDays(DuckDBCommand command, DateRange? days)
    {
        if (days is not { } range)
            return;

        command.Parameters.Add(new DuckDBParameter("from", range.From.ToDateOnly()));
        command.Parameters.Add(new DuckDBParameter("to", range.To.ToDateOnly()));
    }
}
