using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Outbox.Files;
using Pulsepoint.Mcp.Outbox.Rows;

namespace Pulsepoint.Mcp.Outbox.Delivery;

/// <summary>
/// Delivers to one sink what one key made. Of all processes with that key the one that holds the lock does, as long as it
/// lives; the leases on rows are there for a file system that does not keep its word about locks.
/// </summary>
internal sealed partial class OutboxFlusher(
    IEventSink sink,
    DeliveryRows rows,
    string lockFile,
    OutboxDatabase database,
    BackOff backOff,
    OutboxOptions options,
    TimeProvider time,
    ILogger<OutboxFlusher> logger) : IAsyncDisposable
{
    // Those who write wait for a transaction of this size a few milliseconds at most.
    private const int MostTogether = 250;

    private static readonly TimeSpan s_lastTurn = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SinkCaller _caller = new(sink, options.SinkPatience, time);
    private FileStream? _election;
    private long _leasedAt;
    private bool _hasWarned;
    private bool _hasError = true;

    /// <summary>How long the sink is left alone.</summary>
    public TimeSpan Remaining => backOff.Remaining;

    /// <summary>Delivers until nothing waits any more, or the sink fails.</summary>
    /// <param name="tenant">Whose key delivers.</param>
    /// <param name="isUrgent">Asks the sink once even where it should be left alone.</param>
    /// <param name="cancellationToken">Stops it, and gives what is under way back.</param>
    public async Task FlushAsync(TenantContext tenant, bool isUrgent, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!await IsElectedAsync(cancellationToken) || (!isUrgent && backOff.Remaining > TimeSpan.Zero))
                return;

            Lease lease;
            do
                lease = await LeaseAsync(cancellationToken);
            while (await DeliverAsync(tenant, lease.Events, cancellationToken) && !lease.IsLast);

            database.Tidy();
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task<long> WaitingAsync(CancellationToken cancellationToken) => database.RunAsync(rows.Waiting, cancellationToken);

    /// <summary>Lets another process deliver. What was stopped is being given back; that is waited for, but not for long.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync(s_lastTurn);
        if (_election is not null)
            await _election.DisposeAsync();
    }

    private async Task<bool> IsElectedAsync(CancellationToken cancellationToken)
    {
        if (_election is not null)
            return true;

        _election = FileLock.TryTake(lockFile);
        if (_election is null)
            return false;

        backOff.Resume(TimeSpan.FromMilliseconds(await database.RunAsync(rows.PutOffUntil, cancellationToken) - Now()));
        return true;
    }

    private Task<Lease> LeaseAsync(CancellationToken cancellationToken)
    {
        _leasedAt = time.GetTimestamp();
        return database.RunLightAsync(session => rows.Lease(session, sink.MaxEvents, sink.MaxBytes, Now(), Milliseconds(options.LeaseFor)), cancellationToken);
    }

    // False where the sink should be left alone for now.
    private async Task<bool> DeliverAsync(TenantContext tenant, IReadOnlyList<LeasedEvent> leased, CancellationToken cancellationToken)
    {
        foreach (var unreadable in leased.Where(l => l.Event is null))
            await BuryAsync(unreadable, DeliveryRows.Unreadable, "It was changed on the disk, or the key that it is sealed with is gone.");

        var batch = new Batch([.. leased.Where(l => l.Event is not null)]);
        while (batch.TryTake(out var part))
        {
            try
            {
                await RenewAsync(batch.Rest.Concat(part.Select(l => l.Sequence)), cancellationToken);
                if (!await HandleAsync(batch, part, await _caller.DeliverAsync(tenant, [.. part.Select(l => l.Event!)], cancellationToken)))
                    return false;
            }
            catch (OperationCanceledException)
            {
                batch.PutBack(part);
                await database.RunLightAsync(session => rows.Release(session, batch.Rest, 0), CancellationToken.None);
                throw;
            }
        }

        return true;
    }

    // What a sink has taken, or will never take, is written down even while we are told to stop.
    private async Task<bool> HandleAsync(Batch batch, IReadOnlyList<LeasedEvent> part, DeliveryOutcome outcome)
    {
        switch (outcome)
        {
            case DeliveryOutcome.Delivered:
                await FinishAsync(part);
                return true;
            case DeliveryOutcome.Rejected rejected when part is [var poison]:
                LogRejected(sink.Name, poison.Event!.Id.Value, rejected.Reason);
                await BuryAsync(poison, DeliveryRows.Rejected, rejected.Reason);
                return true;
            case DeliveryOutcome.Rejected:
                batch.PutBackHalved(part);
                return true;
            case DeliveryOutcome.Retry retry:
                await PutOffAsync(batch, part, backOff.Fail(retry.After), retry.Reason);
                return false;
            case DeliveryOutcome.Misconfigured misconfigured:
                Warn(misconfigured.Reason);
                await PutOffAsync(batch, part, backOff.FailForLong(), misconfigured.Reason);
                return false;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome that the outbox does not know.");
        }
    }

    private async Task FinishAsync(IReadOnlyList<LeasedEvent> part)
    {
        backOff.Succeed();
        _hasWarned = false;
        foreach (var few in part.Chunk(MostTogether))
        {
            // Undone by a failure of power, they are delivered again, and the sink knows them by their ids.
            await database.RunLightAsync(
                session =>
                {
                    rows.Finish(session, few.Select(l => l.Sequence));
                    if (_hasError)
                        rows.Note(session, null);
                    EventRows.Compact(session);
                },
                CancellationToken.None);
            _hasError = false;
        }
    }

    private Task BuryAsync(LeasedEvent poison, string reason, string error) =>
        database.RunAsync(session => rows.Bury(session, poison.Sequence, reason, error, Now()), CancellationToken.None);

    private Task PutOffAsync(Batch batch, IReadOnlyList<LeasedEvent> part, TimeSpan wait, string reason)
    {
        _hasError = true;
        batch.PutBack(part);
        return database.RunLightAsync(
            session =>
            {
                rows.Note(session, reason);
                rows.Release(session, batch.Rest, Now() + Milliseconds(wait));
            },
            CancellationToken.None);
    }

    private async Task RenewAsync(IEnumerable<long> sequences, CancellationToken cancellationToken)
    {
        // So late that it would end before the sink has to answer.
        if (time.GetElapsedTime(_leasedAt) < options.LeaseFor - options.SinkPatience)
            return;

        _leasedAt = time.GetTimestamp();
        await database.RunLightAsync(session => rows.Renew(session, sequences, Now() + Milliseconds(options.LeaseFor)), cancellationToken);
    }

    private void Warn(string reason)
    {
        if (!_hasWarned)
            LogMisconfigured(sink.Name, reason);
        _hasWarned = true;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    [LoggerMessage(7201, LogLevel.Warning, "{Sink} will never take event {Event}, which is set aside: {Reason} See 'pulsepoint-mcp outbox dead'")]
    private partial void LogRejected(string sink, Guid @event, string reason);

    [LoggerMessage(7202, LogLevel.Warning, "{Sink} takes no events until it is set right; they are kept meanwhile: {Reason}")]
    private partial void LogMisconfigured(string sink, string reason);
}
