using Dapper;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Access;

internal sealed class OwnTenantKeys(TenantConnections connections) : IOwnTenantKeys
{
    public async Task<IReadOnlyList<ListedKey>> ListAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        var rows = await connections.ReadAsync(
            tenant,
            Permissions.TenantAdmin,
            (connection, token) => connection.QueryAsync<KeyRow>(
                """
                select kid, user_id, user_name, user_email, perms, brands, note, created_at, expires_at, revoked_at, replaced_by, state
                  from pp_auth.keys_of_own_tenant()
                """,
                new { token }),
            cancellationToken);
        return [.. rows.Select(row => row.ToListed())];
    }

    public async Task<bool> RevokeAsync(TenantContext tenant, KeyId key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        // Its own session could not answer any more, and with the answer the revocation would be undone.
        if (key == tenant.Key)
            throw OwnKey();

        var isKnown = await RevokeOnceAsync(tenant, key, cancellationToken);

        // Once more after the commit: until then the login was good, and a session that began then kept an old snapshot.
        return isKnown && await RevokeOnceAsync(tenant, key, cancellationToken);
    }

    // Changes something through the door for reading, and may: repeated, it does no more.
    private async Task<bool> RevokeOnceAsync(TenantContext tenant, KeyId key, CancellationToken cancellationToken)
    {
        var answers = await connections.ReadAsync(
            tenant,
            Permissions.TenantAdmin,
            (connection, token) => connection.QueryAsync<bool>("select pp_auth.revoke_in_own_tenant(@Kid)", new { Kid = key.Value, token }),
            cancellationToken);
        return answers.Single();
    }

    private static RefusalException OwnKey() => new(
        RefusalCode.ValueInvalid,
        "A key cannot revoke itself.",
        "Revoke it with another key that has tenant:admin, or with the platform's credential.");
}
