using NodaTime;

namespace Pulsepoint.Mcp.Core.Tenancy;

/// <summary>
/// Whose data a call may see, made once from a verified API key and handed on as the first parameter everywhere.
/// Its claims decide what is shown; what is allowed, the database decides anew at every statement.
/// </summary>
public sealed record TenantContext
{
    public required TenantId Tenant { get; init; }

    public required string TenantName { get; init; }

    public required UserId User { get; init; }

    public required string UserName { get; init; }

    public required KeyId Key { get; init; }

    public required Permissions Permissions { get; init; }

    public required BrandScope Brands { get; init; }

    public required Instant ExpiresAt { get; init; }

    /// <summary>The database login that the key itself proves; the only way this tenant's rows are reached.</summary>
    public required DatabaseLogin Login { get; init; }
}
