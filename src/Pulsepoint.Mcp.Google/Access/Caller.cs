using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>Whom BigQuery sees: a tenant, through one of its API keys, or the platform's operator.</summary>
internal abstract record Caller
{
    private Caller()
    {
    }

    /// <summary>The platform itself, with credentials of its own. Only what an operator starts may ask so.</summary>
    public static Caller Operator { get; } = new OfPlatform();

    /// <summary>The tenant's own service identity.</summary>
    public static Caller Of(TenantContext tenant) => new OfTenant(tenant);

    internal sealed record OfTenant(TenantContext Tenant) : Caller;

    internal sealed record OfPlatform : Caller;
}
