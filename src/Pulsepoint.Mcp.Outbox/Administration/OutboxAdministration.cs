using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox.Files;
using Pulsepoint.Mcp.Outbox.Sealing;

namespace Pulsepoint.Mcp.Outbox.Administration;

internal sealed class OutboxAdministration(OutboxFolder folder, OutboxDatabase database, OutboxOptions options, TimeProvider time) : IOutboxAdministration
{
    private static readonly Duration s_overdue = Duration.FromDays(30);

    private readonly LeftRows _left = new(folder);
    private readonly DamagedFiles _damaged = new(folder, time);

    public Task<OutboxStatus> StatusAsync(CancellationToken cancellationToken) => RunAsync(
        session =>
        {
            var now = Now();
            return StatusRows.Read(session, now) with
            {
                File = folder.Database,
                SoftCapBytes = options.SoftCapBytes,
                HardCapBytes = options.HardCapBytes,
                DamagedFiles = _damaged.List(),
                Overdue = [.. _left.List(session, now).Where(l => l.OldestAge > s_overdue)],
            };
        },
        OutboxStatus.None with { SoftCapBytes = options.SoftCapBytes, HardCapBytes = options.HardCapBytes, DamagedFiles = _damaged.List() },
        cancellationToken);

    public Task<IReadOnlyList<DeadEvent>> DeadAsync(CancellationToken cancellationToken) => RunAsync(DeadRows.List, [], cancellationToken);

    public Task<int> RequeueAsync(IReadOnlyCollection<EventId>? ids, CancellationToken cancellationToken) =>
        RunAsync(session => DeadRows.Requeue(session, ids), 0, cancellationToken);

    public Task<int> PurgeAsync(IReadOnlyCollection<EventId>? ids, CancellationToken cancellationToken) =>
        RunAsync(session => DeadRows.Purge(session, ids), 0, cancellationToken);

    public Task<IReadOnlyList<LeftEvents>> LeftAsync(CancellationToken cancellationToken) =>
        RunAsync(session => _left.List(session, Now()), [], cancellationToken);

    public Task<IReadOnlyList<OutboxEvent>> ReadLeftAsync(TenantId tenant, KeyId key, int atMost, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 1);

        return RunAsync(session => LeftRows.Read(session, tenant, key, atMost), [], cancellationToken);
    }

    public Task<int> ForgetAsync(TenantId tenant, KeyId key, IReadOnlyCollection<EventId> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);

        return RunAsync(session => LeftRows.Forget(session, tenant, key, ids), 0, cancellationToken);
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
    private Task<T> RunAsync<T>(Func<OutboxSession, T> work, T nothing, CancellationToken cancellationToken) =>
        database.Exists ? database.RunAsync(work, cancellationToken) : Task.FromResult(nothing);

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
