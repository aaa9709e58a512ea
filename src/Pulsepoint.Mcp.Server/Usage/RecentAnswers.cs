using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Server.Usage;

/// <summary>The answers that this process gave last, so that one can be judged before the database has heard of it.</summary>
internal sealed class RecentAnswers : IRecentAnswers
{
    // More than a session gives: beyond it the database has long heard of the oldest.
    private const int Most = 2_000;

    private readonly Lock _lock = new();
    private readonly HashSet<(TenantId, UserId, Guid)> _answers = [];
    private readonly Queue<(TenantId, UserId, Guid)> _order = [];

    public void Remember(TenantContext tenant, Guid answer)
    {
        var given = (tenant.Tenant, tenant.User, answer);
        lock (_lock)
        {
            if (!_answers.Add(given))
                return;

            _order.Enqueue(given);
            if (_order.Count > Most)
                _answers.Remove(_order.Dequeue());
        }
    }

    public Task<bool> KnowsAsync(TenantContext tenant, Guid answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        lock (_lock)
            return Task.FromResult(_answers.Contains((tenant.Tenant, tenant.User, answer)));
    }
}
