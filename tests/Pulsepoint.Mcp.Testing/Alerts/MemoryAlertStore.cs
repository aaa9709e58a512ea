using NodaTime;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Testing.Alerts;

/// <summary>Rules and alerts in memory, unique as in the database; every key may do everything.</summary>
public sealed class MemoryAlertStore(TimeProvider time) : IAlertStore, IDisposable
{
    private readonly SemaphoreSlim _looks = new(0);
    private readonly Lock _lock = new();
    private readonly Dictionary<AlertRuleId, AlertRule> _rules = [];
    private readonly List<Alert> _alerts = [];

    public CostSoFar Cost { get; set; } = new(0, 0);

    public IReadOnlyList<Alert> Alerts
    {
        get
        {
            lock (_lock)
                return [.. _alerts];
        }
    }

    /// <summary>What every look at the alerts gets instead of them; null for the alerts.</summary>
    public RefusalException? Refusal { get; set; }

    /// <summary>What firing gets instead, where it is not null.</summary>
    public Func<AlertRuleId, Exception?> OnFire { get; set; } = _ => null;

    /// <summary>How often the cost was read.</summary>
    public int CostReads { get; private set; }

    /// <summary>Ends when somebody looked at the alerts once more.</summary>
    public Task LookedAsync() => _looks.WaitAsync(McpPair.Timeout);

    /// <summary>Looks that nobody has waited for.</summary>
    public int Looks => _looks.CurrentCount;

    public void Dispose() => _looks.Dispose();

    public Task<IReadOnlyList<AlertRule>> ListRulesAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<AlertRule>>([.. _rules.Values]);
    }

    public Task<bool> SaveRuleAsync(TenantContext tenant, AlertRule rule, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var isNew = !_rules.ContainsKey(rule.Id);
            _rules[rule.Id] = rule;
            return Task.FromResult(isNew);
        }
    }

    public Task<bool> RemoveRuleAsync(TenantContext tenant, AlertRuleId rule, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_rules.Remove(rule));
    }

    public Task<IReadOnlyList<Alert>> ListAsync(TenantContext tenant, AlertQuery query, CancellationToken cancellationToken)
    {
        var found = Refusal is { } refusal ? Task.FromException<IReadOnlyList<Alert>>(refusal) : Task.FromResult(Find(query));
        _looks.Release();
        return found;
    }

    public Task<bool> FireAsync(TenantContext tenant, AlertId alert, AlertRuleId rule, AlertObservation observation, CancellationToken cancellationToken)
    {
        if (OnFire(rule) is { } failure)
            return Task.FromException<bool>(failure);

        lock (_lock)
        {
            if (_alerts.Any(a => a.Rule.Id == rule && a.Brand == observation.Brand && a.State is not AlertState.Resolved))
                return Task.FromResult(false);

            _alerts.Insert(0, new Alert
            {
                Id = alert,
                Rule = _rules[rule],
                Brand = observation.Brand,
                State = AlertState.Open,
                Currency = observation.Currency,
                Value = observation.Value!.Value,
                Threshold = _rules[rule].Threshold,
                FiredAt = Now,
                ChangedAt = Now,
            });
            return Task.FromResult(true);
        }
    }

    public Task<bool> AcknowledgeAsync(TenantContext tenant, AlertId alert, CancellationToken cancellationToken) =>
        Task.FromResult(Move(alert, AlertState.Acknowledged));

    public Task<bool> ResolveAsync(TenantContext tenant, AlertId alert, CancellationToken cancellationToken) => Task.FromResult(Move(alert, AlertState.Resolved));

    public Task<IReadOnlyList<Alert>> TakeUntoldAsync(TenantContext tenant, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Alert>>([]);

    public Task MarkToldAsync(TenantContext tenant, AlertId alert, AlertState state, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CostSoFar> ReadCostAsync(TenantContext tenant, Instant until, CancellationToken cancellationToken)
    {
        CostReads++;
        return Task.FromResult(Cost);
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private IReadOnlyList<Alert> Find(AlertQuery query)
    {
        lock (_lock)
        {
            return [.. _alerts.Where(a => !query.IsActiveOnly || a.State is not AlertState.Resolved).Where(a => query.Brand is null || a.Brand == query.Brand).Take(query.Limit)];
        }
    }

    private bool Move(AlertId alert, AlertState state)
    {
        lock (_lock)
        {
            var at = _alerts.FindIndex(a => a.Id == alert);
            if (_alerts[at].State >= state)
                return false;

            _alerts[at] = _alerts[at] with { State = state, ChangedAt = Now };
            return true;
        }
    }
}
