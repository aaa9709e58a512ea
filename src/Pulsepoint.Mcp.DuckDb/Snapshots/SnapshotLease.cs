using DuckDB.NET.Data;

namespace Pulsepoint.Mcp.DuckDb.Snapshots;

/// <summary>One connection to one generation for one call: everything read through it is of the same moment.</summary>
internal sealed class SnapshotLease(OpenSnapshot snapshot, DuckDBConnection connection) : IDisposable
{
    private DuckDBConnection? _connection = connection;

    public string Generation => snapshot.Generation;

    public DuckDBConnection Connection => _connection ?? throw new ObjectDisposedException(nameof(SnapshotLease));

    public void Dispose()
    {
        if (_connection is not { } connection)
            return;

        _connection = null;
        snapshot.Return(connection);
    }
}
