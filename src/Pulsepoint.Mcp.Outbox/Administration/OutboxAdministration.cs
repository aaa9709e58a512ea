using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox.Files;
using Pulsepoint.Mcp.Outbox.Sealing;

namespace Pulsepoint.Mcp.Outbox.Administration;

internal sealed class OutboxAdministration(
    OutboxFolder folder, OutboxDatabase database, OutboxOptions options, IEnumerable<IEventSink> sinks, TimeProvider time) : IOutboxAdministration
{
    private readonly LeftRows _left = new(folder);
    private readonly DamagedFiles _damaged = new(folder, time);

    public Task<OutboxStatus> StatusAsync(CancellationToken cancellationToken) => RunAsync(
        session =>
        {
            var now = Now();
            var status = StatusRows.Read(session, now);
            return status with
            {
                Sinks = WithConfigured(status.Sinks),
                File = folder.Database,
                SoftCapBytes = options.SoftCapBytes,
                HardCapBytes = options.HardCapBytes,
                DamagedFiles = _damaged.List(),
                Incidents = Incident.All(session),
                Left = _left.List(session, now),
            };
        },
        OutboxStatus.None with
        {
            Sinks = WithConfigured([]),
            SoftCapBytes = options.SoftCapBytes,
            HardCapBytes = options.HardCapBytes,
            DamagedFiles = _damaged.List(),
        },
        cancellationToken);

    public Task<IReadOnlyList<DeadEvent>> DeadAsync(CancellationToken cancellationToken) => RunAsync(DeadRows.List, [], cancellationToken);

    public Task<int> RequeueAsync(IReadOnlyCollection<EventId>? ids, CancellationToken cancellationToken) =>
        RunAsync(session => DeadRows.Requeue(session, ids), 0, cancellationToken);

    public Task<int> PurgeAsync(IReadOnlyCollection<EventId>? ids, CancellationToken cancellationToken) =>
        RunAsync(session => DeadRows.Purge(session, ids), 0, cancellationToken);

    public Task<IReadOnlyList<OutboxEvent>> ReadLeftAsync(TenantId tenant, KeyId key, string sink, int atMost, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 1);

        return RunAsync(session => LeftRows.Read(session, tenant, key, sink, atMost), [], cancellationToken);
    }

    public Task<int> SettleAsync(TenantId tenant, KeyId key, string sink, IReadOnlyCollection<EventId> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);

        return RunAsync(session => LeftRows.Settle(session, tenant, key, sink, ids), 0, cancellationToken);
    }

    public Task<int> ForgetAsync(TenantId tenant, KeyId? key, CancellationToken cancellationToken) =>
        RunAsync(session => LeftRows.Forget(session, tenant, key), 0, cancellationToken);

    public Task<int> DropSinkAsync(string sink, CancellationToken cancellationToken)
    {
        if (folder.FlushLocks(sink).Any(IsHeld))
            throw OutboxRefusals.SinkIsServed(sink);

        return RunAsync(session => SinkRows.Drop(session, sink), 0, cancellationToken);
    }

    public Task<string> RotateKeyAsync(CancellationToken cancellationToken) => database.RunAloneAsync(
        session =>
        {
            var needed = StatusRows.SealedWith(session).ToHashSet(StringComparer.Ordinal);
            var hasDamaged = _damaged.List().Count > 0;
            return new PayloadKeyFile(folder).Rotate(id => hasDamaged || needed.Contains(id));
        },
        cancellationToken);

    // Looking must not make an outbox.
    private Task<T> RunAsync<T>(Func<OutboxSession, T> work, T nothing, CancellationToken cancellationToken)
    {
        if (database.Exists)
            return database.RunAsync(work, cancellationToken);

        return File.Exists(folder.Path) ? throw OutboxRefusals.NoFolder(folder.Path) : Task.FromResult(nothing);
    }

    // A sink that nothing waits for is shown, too.
    private IReadOnlyList<SinkStatus> WithConfigured(IReadOnlyList<SinkStatus> found) =>
    [
        .. found
            .Concat(sinks.Select(sink => sink.Name).Except(found.Select(f => f.Sink)).Select(name => new SinkStatus(name, 0, null, 0, null, 0)))
            .OrderBy(status => status.Sink, StringComparer.Ordinal),
    ];

    private static bool IsHeld(string file)
    {
        using var free = FileLock.TryTake(file);
        return free is null;
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
