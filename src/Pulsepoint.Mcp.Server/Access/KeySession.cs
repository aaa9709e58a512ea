using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Access;

/// <summary>
/// The process's one key, verified when it is first needed: <c>initialize</c> needs none. What was found then stands
/// until the client restarts the server; only its expiry is looked at again.
/// </summary>
internal sealed class KeySession(ApiKeySource source, IKeyVerifier verifier, TimeProvider time) : IConfiguredKey
{
    private readonly Lazy<(TenantContext? Tenant, RefusalException? Problem)> _verified = new(() => Verify(source, verifier));

    public bool TryGet([NotNullWhen(true)] out TenantContext? tenant, [NotNullWhen(false)] out RefusalException? problem)
    {
        (tenant, problem) = _verified.Value;
        if (tenant is not null && ApiKeyVerifier.HasExpired(tenant.ExpiresAt, Instant.FromDateTimeOffset(time.GetUtcNow())))
            (tenant, problem) = (null, Refusal.KeyExpired());

        // One exception must not be thrown from two calls: each would write its stack into it.
        if (problem is not null)
            problem = new RefusalException(problem.Code, problem.Message, problem.NextStep, problem);

        return tenant is not null && problem is null;
    }

    public TenantContext Require() => TryGet(out var tenant, out var problem) ? tenant : throw problem;

    private static (TenantContext?, RefusalException?) Verify(ApiKeySource source, IKeyVerifier verifier)
    {
        try
        {
            return (verifier.Verify(source.Read()), null);
        }
        catch (RefusalException e)
        {
            return (null, e);
        }
    }
}
