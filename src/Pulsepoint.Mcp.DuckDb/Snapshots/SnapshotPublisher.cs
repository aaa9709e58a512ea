using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.DuckDb.Snapshots;

/// <summary>Makes snapshots, one writer per tenant at a time over all processes; readers are never in its way.</summary>
internal sealed class SnapshotPublisher(StateFolder state, TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <summary>Waits for the tenant's write lock and opens an empty snapshot that nobody sees yet.</summary>
    public async Task<SnapshotDraft> BeginAsync(TenantId tenant, string memoryLimit, CancellationToken cancellationToken)
    {
        var folder = new SnapshotFolder(state, tenant);
        StateFolder.CreatePrivate(folder.Path);
        var writeLock = await LockAsync(folder, cancellationToken);
        try
        {
            return new SnapshotDraft(folder, NextGeneration(folder), writeLock, memoryLimit);
        }
        catch
        {
            await writeLock.DisposeAsync();
            throw;
        }
    }

    private async Task<FileStream> LockAsync(SnapshotFolder folder, CancellationToken cancellationToken) =>
        await FileLock.TakeAsync(folder.Lock, isShared: false, s_patience, time, cancellationToken)
        ?? throw Refusal.SourceUnavailable(
            "Another process has been writing this organisation's warehouse for too long.",
            "End that process, then try again.");

    /// <summary>Later than every generation before, whatever the clock says.</summary>
    private string NextGeneration(SnapshotFolder folder)
    {
        var newest = folder.Generations().Append(folder.Current()).Max(g => g is null ? 0 : SnapshotFolder.TicksOf(g) ?? 0);
        return SnapshotFolder.Generation(Math.Max(time.GetUtcNow().Ticks, newest + 1));
    }
}
