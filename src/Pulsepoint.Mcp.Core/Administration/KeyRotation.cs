using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Administration;

/// <summary>
/// Replaces a key by a new one of the same person with the same rights. Both work during the overlap, so that nobody has to
/// change a client's configuration in one certain moment.
/// </summary>
public sealed class KeyRotation(IKeyIssuer issuer, IKeyRegistry registry, ITenantRegistry tenants, TimeProvider time)
{
    /// <param name="tenant">Whose key it is; null: whoever has it.</param>
    /// <param name="replaced">The key to replace.</param>
    /// <param name="lifetime">How long the new key lives.</param>
    /// <param name="overlap">How long the old one still works, at most.</param>
    /// <param name="cancellationToken">Stops before the next step.</param>
    public async Task<(KeyGrant Grant, Secret Key)> RotateAsync(
        TenantId? tenant, KeyId replaced, Duration lifetime, Duration overlap, CancellationToken cancellationToken)
    {
        var owner = tenant ?? await registry.FindTenantAsync(replaced, cancellationToken) ?? throw Refusal.KeyIdUnknown();
        var old = await registry.FindAsync(owner, replaced, cancellationToken) ?? throw Refusal.KeyIdUnknown();
        var organisation = await tenants.DescribeAsync(owner, cancellationToken);
        var now = time.GetUtcNow();
        var grant = new KeyGrant
        {
            Key = new KeyId(Guid.CreateVersion7(now)),
            Tenant = owner,
            TenantName = organisation.Name,
            User = old.User,
            UserName = organisation.Users.FirstOrDefault(u => u.User == old.User)?.Name ?? throw PersonGone(),
            Permissions = old.Permissions,
            Brands = old.Brands,
            IssuedAt = Instant.FromDateTimeOffset(now),
            ExpiresAt = Instant.FromDateTimeOffset(now) + lifetime,
            Note = old.Note,
        };

        var key = issuer.Sign(grant);
        await registry.ReplaceAsync(replaced, grant, key, overlap, cancellationToken);
        return (grant, key);
    }

    private static RefusalException PersonGone() => new(
        RefusalCode.ValueInvalid,
        "The key's person is not in the organisation any more.",
        "Revoke the key, and issue one to somebody who is.");
}
