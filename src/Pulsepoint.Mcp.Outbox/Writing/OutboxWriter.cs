using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Outbox.Files;

namespace Pulsepoint.Mcp.Outbox.Writing;

/// <summary>
/// The one writer of new events in this process. What arrives while a group is being written becomes the next group: one
/// commit serves all that waited, and nobody waits for company.
/// </summary>
internal sealed partial class OutboxWriter : IAsyncDisposable
{
    private const int MostQueued = 10_000;
    private const int MostTogether = 256;
    private const int MostBytesTogether = 1 << 20;

    private readonly OutboxDatabase _database;
    private readonly GroupWriter _group;
    private readonly HighWaterMark _mark;
    private readonly OutboxOptions _options;
    private readonly DeliverySignal _signal;
    private readonly ILogger<OutboxWriter> _logger;
    private readonly Channel<PendingEvent> _queue = Channel.CreateBounded<PendingEvent>(MostQueued);
    private readonly Lazy<Task> _writing;
    private bool _isNearlyFull;

    public OutboxWriter(
        OutboxDatabase database, GroupWriter group, HighWaterMark mark, OutboxOptions options, DeliverySignal signal, ILogger<OutboxWriter> logger)
    {
        (_database, _group, _mark, _options, _signal, _logger) = (database, group, mark, options, signal, logger);

        // Off the caller's thread, which would otherwise wait for the disk itself.
        _writing = new Lazy<Task>(() => Task.Run(WriteAsync));
    }

    /// <exception cref="RefusalException"><c>source_unavailable</c>: too many wait already.</exception>
    public void Add(PendingEvent pending)
    {
        _ = _writing.Value;
        if (!_queue.Writer.TryWrite(pending))
            throw OutboxRefusals.Busy();
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (_writing.IsValueCreated)
            await _writing.Value;
    }

    private async Task WriteAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            var group = Next();
            try
            {
                await WriteAsync(group);
            }
            catch (RefusalException refusal)
            {
                FailAll(group, refusal);
            }
#pragma warning disable CA1031 // A worker: whoever waits gets the failure, and the next group is tried all the same.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailed(failure);
                FailAll(group, failure);
            }
        }
    }

    private List<PendingEvent> Next()
    {
        var group = new List<PendingEvent>();
        var bytes = 0;
        while (group.Count < MostTogether && bytes < MostBytesTogether && _queue.Reader.TryRead(out var pending))
        {
            group.Add(pending);
            bytes += pending.Event.Json.Length;
        }

        return group;
    }

    private async Task WriteAsync(List<PendingEvent> group)
    {
        var events = group.ConvertAll(p => p.Event);
        var written = await _database.RunAsync(session => _group.Write(session, events), CancellationToken.None);
        if (written.IsFull)
            throw OutboxRefusals.Full();

        foreach (var pending in group)
            pending.Complete();

        _signal.Set();
        Tell(written);
        if (written.LastSequence > 0)
            _mark.Raise(written.LastSequence);
    }

    private void Tell(WrittenGroup written)
    {
        if (written.Dropped > 0)
            LogDropped(written.Dropped);

        var isNearlyFull = written.UsedBytes >= _options.SoftCapBytes;
        if (isNearlyFull && !_isNearlyFull)
            LogNearlyFull(written.UsedBytes, _options.HardCapBytes);
        _isNearlyFull = isNearlyFull;
    }

    private static void FailAll(List<PendingEvent> group, Exception failure)
    {
        foreach (var pending in group)
            pending.Fail(failure);
    }

    [LoggerMessage(7101, LogLevel.Error, "Events could not be written")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(7102, LogLevel.Error, "The outbox is full: {Events} of the oldest usage events were given up")]
    private partial void LogDropped(int events);

    [LoggerMessage(7103, LogLevel.Warning, "The outbox is nearly full: {Used} of {Cap} bytes. See 'pulsepoint-mcp outbox status' for the sink that does not take events")]
    private partial void LogNearlyFull(long used, long cap);
}
