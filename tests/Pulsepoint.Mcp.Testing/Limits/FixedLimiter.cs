using Pulsepoint.Mcp.Core.Limits;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Testing.Limits;

/// <summary>Gives the verdict it is told to, throws what it is told to, and remembers what it was asked.</summary>
public sealed class FixedLimiter : ICallLimiter
{
    private readonly List<(TenantContext Tenant, SessionId Session, string Tool)> _asked = [];

    public CallVerdict Verdict { get; set; } = new(true, 0, CallLimit.Default);

    public Exception? Failure { get; set; }

    public IReadOnlyList<(TenantContext Tenant, SessionId Session, string Tool)> Asked => _asked;

    public Task<CallVerdict> TakeAsync(TenantContext tenant, SessionId session, string tool, CancellationToken cancellationToken)
    {
        lock (_asked)
            _asked.Add((tenant, session, tool));

        return Failure is null ? Task.FromResult(Verdict) : Task.FromException<CallVerdict>(Failure);
    }
}
