using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Administration;

/// <summary>Makes a key for a person: signs it and registers its login. The key itself is returned once and kept nowhere.</summary>
public sealed class KeyIssuance(IKeyIssuer issuer, IKeyRegistry registry, TimeProvider time)
{
    public async Task<(KeyGrant Grant, Secret Key)> IssueAsync(
        TenantDescription tenant, UserDescription person, Permissions permissions, BrandScope brands, Duration lifetime, string? note,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(person);

        var now = time.GetUtcNow();
        var grant = new KeyGrant
        {
            Key = new KeyId(Guid.CreateVersion7(now)),
            Tenant = tenant.Tenant,
            TenantName = tenant.Name,
            User = person.User,
            UserName = person.Name,
            Permissions = permissions,
            Brands = brands,
            IssuedAt = Instant.FromDateTimeOffset(now),
            ExpiresAt = Instant.FromDateTimeOffset(now) + lifetime,
            Note = note,
        };

        // Registered only once it is signed: a login without a key would be a door nobody holds the key to.
        var key = issuer.Sign(grant);
        await registry.RegisterAsync(grant, key, cancellationToken);
        return (grant, key);
    }
}
