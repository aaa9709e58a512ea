using Microsoft.Data.Sqlite;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>
/// The database as this process uses it: one connection, one transaction at a time. Nothing is opened before it is needed,
/// and whatever another process does to the files, the next transaction finds a database that works.
/// </summary>
internal sealed class OutboxDatabase(OutboxFolder folder, OutboxOptions options, OutboxOpener opener, TimeProvider time) : IAsyncDisposable
{
    private const int MostAttempts = 6;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HeadRoom _headRoom = new(folder, options.HeadRoomBytes);
    private readonly LogShortener _log = new(folder, time);
    private OpenOutbox? _open;
    private bool _isClosed;

    public bool Exists => File.Exists(folder.Database);

    /// <summary>Runs in a transaction, which is on the disk when this completes.</summary>
    /// <exception cref="Core.Refusals.RefusalException"><c>source_unavailable</c>.</exception>
    public Task<T> RunAsync<T>(Func<OutboxSession, T> work, CancellationToken cancellationToken) => RunAsync(work, isDurable: true, cancellationToken);

    /// <summary>Runs in a transaction that a failure of the machine's power may undo, whole; the death of this process may not.</summary>
    /// <exception cref="Core.Refusals.RefusalException"><c>source_unavailable</c>.</exception>
    public Task<T> RunLightAsync<T>(Func<OutboxSession, T> work, CancellationToken cancellationToken) => RunAsync(work, isDurable: false, cancellationToken);

    /// <inheritdoc cref="RunLightAsync{T}"/>
    public Task RunLightAsync(Action<OutboxSession> work, CancellationToken cancellationToken) => RunLightAsync(AsFunction(work), cancellationToken);

    /// <inheritdoc cref="RunAsync{T}(Func{OutboxSession, T}, CancellationToken)"/>
    public Task RunAsync(Action<OutboxSession> work, CancellationToken cancellationToken) => RunAsync(AsFunction(work), cancellationToken);

    /// <summary>Runs while no process is in a transaction; afterwards every process opens anew.</summary>
    public async Task<T> RunAloneAsync<T>(Func<OutboxSession, T> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            await RunAsync(_ => { }, cancellationToken);
            await _turn.WaitAsync(cancellationToken);
            try
            {
                using var gate = await OutboxGate.EnterAsync(folder, time, cancellationToken);
                if (_open?.Generation != gate.Generation)
                    continue;

                gate.Announce();
                return _open.Transact(work, isDurable: true, isShortOfRoom: false);
            }
            catch (SqliteException failure)
            {
                throw OutboxRefusals.Of(failure, folder.Path);
            }
            finally
            {
                Close();
                _turn.Release();
            }
        }
    }

    /// <summary>Does what is due now and then, where nobody waits for it.</summary>
    public void Tidy()
    {
        _log.Shorten();
        _headRoom.Restore();
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _isClosed = true;
        Close();
        _turn.Release();
    }

    private async Task<T> RunAsync<T>(Func<OutboxSession, T> work, bool isDurable, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await InTurnAsync(work, isDurable, cancellationToken);
        }
        catch (SqliteException failure)
        {
            throw OutboxRefusals.Of(failure, folder.Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw OutboxRefusals.Unusable(folder.Path, failure);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<T> InTurnAsync<T>(Func<OutboxSession, T> work, bool isDurable, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var damages = 0;
        var shortages = 0;
        for (var attempt = 1; ; attempt++)
        {
            if (_open is null)
            {
                _open = await opener.OpenAsync(isKnownDamaged: damages > 1, cancellationToken);
                _headRoom.Restore();
            }

            using var gate = await OutboxGate.EnterAsync(folder, time, cancellationToken);
            if (gate.Generation != _open.Generation)
            {
                Close();
                continue;
            }

            try
            {
                return _open.Transact(work, isDurable, _headRoom.IsGone);
            }
            catch (SqliteException damage) when (attempt < MostAttempts && SqliteCodes.IsDamage(damage))
            {
                damages++;
                Close();
            }
            catch (SqliteException full) when (shortages < 2 && SqliteCodes.IsFull(full))
            {
                // The log can only be emptied where the database may grow by what is in it; that frees as much again.
                _headRoom.GiveBack();
                _open.EmptyLog();
                _headRoom.Restore();
                shortages++;
            }
            catch (SqliteException busy) when (attempt < MostAttempts && SqliteCodes.IsBusy(busy))
            {
                // SQLite has waited already; other processes had more to write than it was patient for.
            }
        }
    }

    private static Func<OutboxSession, bool> AsFunction(Action<OutboxSession> work) => session =>
    {
        work(session);
        return true;
    };

    private void Close()
    {
        _open?.Dispose();
        _open = null;
    }
}
