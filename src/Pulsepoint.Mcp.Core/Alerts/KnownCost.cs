using NodaTime;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>
/// The window over the calls, whose costs the database puts right every few minutes: what reached it late, or never came over the
/// stream, counts from then on.
/// </summary>
internal sealed class KnownCost
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(10);

    private readonly IAlertStore _store;
    private readonly TimeProvider _time;
    private long _readAt;

    private KnownCost(IAlertStore store, TimeProvider time, Instant since, CostSoFar before)
    {
        _store = store;
        _time = time;
        _readAt = time.GetTimestamp();
        Window = new UsageWindow(since, before);
    }

    public UsageWindow Window { get; }

    /// <exception cref="RefusalException">The key may not, or the database is away.</exception>
    public static async Task<KnownCost> ReadAsync(TenantContext tenant, IAlertStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = Instant.FromDateTimeOffset(time.GetUtcNow());
        return new KnownCost(store, time, start, await store.ReadCostAsync(tenant, start, cancellationToken));
    }

    /// <exception cref="RefusalException">The key may not, or the database is away; what is known stays.</exception>
    public async Task RefreshAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        if (_time.GetElapsedTime(_readAt) < s_fresh)
            return;

        // The last minutes' calls are counted here, and may not be in the database yet.
        var now = Instant.FromDateTimeOffset(_time.GetUtcNow());
        var since = now - Duration.FromTimeSpan(s_fresh);
        Window.Restart(since, await _store.ReadCostAsync(tenant, since, cancellationToken), now);
        _readAt = _time.GetTimestamp();
    }
}
