using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>The rules on usage and what is active, read anew every few seconds: an event must not wait for a question to the database.</summary>
internal sealed class KnownRules(TenantContext tenant, IAlertStore store, TimeProvider time)
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(10);

    private (IReadOnlyList<AlertRule> Rules, IReadOnlyList<Alert> Active)? _known;
    private long _readAt;

    public async ValueTask<(IReadOnlyList<AlertRule> Rules, IReadOnlyList<Alert> Active)> ReadAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && time.GetElapsedTime(_readAt) < s_fresh)
            return known;

        var rules = await store.ListRulesAsync(tenant, cancellationToken);
        var active = await store.ListAsync(tenant, AlertQuery.Active, cancellationToken);
        _known = ([.. rules.Where(r => r.IsEnabled && r.Kind.IsOnUsage())], active);
        _readAt = time.GetTimestamp();
        return _known.Value;
    }

    public void Forget() => _known = null;
}
