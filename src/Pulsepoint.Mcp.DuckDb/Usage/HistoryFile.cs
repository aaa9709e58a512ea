using DuckDB.NET.Data;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Usage;

/// <summary>
/// A tenant's events on this machine, in a file of its own. DuckDB lets one process at a time have a file, so whoever needs it
/// takes a lock, opens it, and lets go again: processes that deliver and those that read wait for each other for milliseconds.
/// </summary>
internal sealed class HistoryFile(StateFolder state, TimeProvider time)
{
    private const string MemoryLimit = "512MB";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public bool Exists(TenantId tenant) => File.Exists(PathOf(tenant));

    /// <exception cref="RefusalException"><c>source_unavailable</c>: another process did not let go of it.</exception>
    public async Task<T> UseAsync<T>(TenantId tenant, Func<DuckDBConnection, T> use, CancellationToken cancellationToken)
    {
        StateFolder.CreatePrivate(state.History(tenant));
        await using var held = await FileLock.TakeAsync(PathOf(tenant) + ".lock", isShared: false, s_patience, time, cancellationToken)
            ?? throw Refusal.SourceUnavailable("Another process has been using the history of events for too long.", "Try again in a moment.");
        return await Task.Run(
            () =>
            {
                using var connection = new DuckDBConnection(ConnectionText.ForWriting(PathOf(tenant), MemoryLimit));
                connection.Open();
                using var create = connection.CreateCommand();
                create.CommandText = HistoryScript.Read("events");
                create.ExecuteNonQuery();
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(PathOf(tenant), UnixFileMode.UserRead | UnixFileMode.UserWrite);

                return use(connection);
            },
            cancellationToken);
    }

    private string PathOf(TenantId tenant) => Path.Combine(state.History(tenant), "events.duckdb");
}
