using System.Collections.Concurrent;
using DuckDB.NET.Data;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.DuckDb.Snapshots;

/// <summary>Hands out connections to each tenant's current snapshot, and never waits for a writer.</summary>
internal sealed class SnapshotReader(StateFolder state) : IDisposable
{
    // A file may be replaced twice and deleted between reading its name and opening it; more often than that is no accident.
    private const int Attempts = 5;

    private readonly ConcurrentDictionary<TenantId, OpenSnapshot> _open = new();
    private readonly Lock _opening = new();

    /// <summary>A connection to what is current now; null when nothing is published for the tenant.</summary>
    /// <exception cref="RefusalException"><c>source_unavailable</c>: a snapshot is named but cannot be opened.</exception>
    public SnapshotLease? Rent(TenantId tenant)
    {
        var folder = new SnapshotFolder(state, tenant);
        for (var attempt = 1; ; attempt++)
        {
            if (folder.Current() is not { } generation)
                return null;

            try
            {
                if (Open(tenant, folder, generation).TryRent() is { } lease)
                    return lease;
            }
            catch (DuckDBException unreadable)
            {
                if (attempt == Attempts || folder.Current() == generation)
                    throw Refusal.SourceUnavailable(
                        "The organisation's local warehouse file cannot be opened.",
                        "Run 'pulsepoint-mcp demo' or the next sync to publish it anew.",
                        unreadable);
            }
            catch (Exception missing) when (NativeLibrary.IsMissing(missing))
            {
                throw NativeLibrary.Refuse(missing);
            }
        }
    }

    public void Dispose()
    {
        foreach (var tenant in _open.Keys)
        {
            if (_open.TryRemove(tenant, out var snapshot))
                snapshot.Dispose();
        }
    }

    private OpenSnapshot Open(TenantId tenant, SnapshotFolder folder, string generation)
    {
        if (_open.TryGetValue(tenant, out var open) && open.Generation == generation)
            return open;

        lock (_opening)
        {
            if (_open.TryGetValue(tenant, out open) && open.Generation == generation)
                return open;

            var fresh = new OpenSnapshot(generation, folder.File(generation));
            _open[tenant] = fresh;
            open?.Dispose();
            return fresh;
        }
    }
}
