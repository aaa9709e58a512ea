using DuckDB.NET.Data;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Moves;

/// <summary>Opens a snapshot to be carried elsewhere, one process at a time for each tenant.</summary>
internal sealed class FactSnapshots(StateFolder state, SnapshotReader snapshots) : IFactSnapshots
{
    public string? Generation(TenantId tenant) => new SnapshotFolder(state, tenant).Current();

    public Task<IFactSnapshot?> OpenAsync(TenantId tenant, CancellationToken cancellationToken) => Task.Run<IFactSnapshot?>(() => Open(tenant, cancellationToken), cancellationToken);

    private FactSnapshot? Open(TenantId tenant, CancellationToken cancellationToken)
    {
        var folder = new SnapshotFolder(state, tenant);
        if (folder.Current() is null)
            return null;

        var alone = FileLock.TryTake(folder.ExportLock) ?? throw Refusal.SourceUnavailable(
            $"Another process is moving the facts of {tenant}.", "Wait until it is done, or end it and run this again.");
        try
        {
            if (Directory.Exists(folder.Export))
                Directory.Delete(folder.Export, recursive: true);

            StateFolder.CreatePrivate(folder.Export);

            // The lease keeps the generation, and says what it holds.
            using var lease = snapshots.Rent(tenant);
            return lease is null ? Close(alone) : new FactSnapshot(folder, alone, Warehouses.LoadedSources.Read(lease, cancellationToken));
        }
        catch (DuckDBException unreadable)
        {
            alone.Dispose();
            throw Refusal.SourceUnavailable($"The snapshot of {tenant} cannot be opened.", "Run it again; if it fails again, publish the facts anew.", unreadable);
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    private static FactSnapshot? Close(FileStream alone)
    {
        alone.Dispose();
        return null;
    }
}
