using DuckDB.NET.Data;

namespace Pulsepoint.Mcp.DuckDb.Snapshots;

/// <summary>
/// One opened file: a single database instance in this process, with as many connections as there are calls at work.
/// Once retired it closes with its last lease.
/// </summary>
internal sealed class OpenSnapshot : IDisposable
{
    private const int MaxIdle = 8;

    private readonly Lock _gate = new();
    private readonly Stack<DuckDBConnection> _idle = new();
    private readonly string _connectionText;
    private int _leases;
    private bool _retired;

    public OpenSnapshot(string generation, string file)
    {
        Generation = generation;
        _connectionText = ConnectionText.ForReading(file);

        // The first connection opens the file, and so fails here rather than in the middle of a call.
        _idle.Push(Connect());
    }

    public string Generation { get; }

    /// <summary>Null when it was retired meanwhile.</summary>
    public SnapshotLease? TryRent()
    {
        lock (_gate)
        {
            if (_retired)
                return null;

            _leases++;
            if (_idle.TryPop(out var idle))
                return new SnapshotLease(this, idle);
        }

        try
        {
            return new SnapshotLease(this, Connect());
        }
        catch
        {
            Return(null);
            throw;
        }
    }

    public void Return(DuckDBConnection? connection)
    {
        lock (_gate)
        {
            _leases--;
            if (connection is not null && !_retired && _idle.Count < MaxIdle)
                _idle.Push(connection);
            else
                connection?.Dispose();

            if (_retired && _leases == 0)
                CloseIdle();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _retired = true;
            if (_leases == 0)
                CloseIdle();
        }
    }

    private void CloseIdle()
    {
        while (_idle.TryPop(out var connection))
            connection.Dispose();
    }

    private DuckDBConnection Connect()
    {
        var connection = new DuckDBConnection(_connectionText);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
