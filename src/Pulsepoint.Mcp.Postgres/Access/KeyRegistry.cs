using Dapper;
using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Access;

internal sealed class KeyRegistry(OperatorConnections operators) : IKeyRegistry
{
    public Task RegisterAsync(KeyGrant grant, Secret apiKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);

        var proof = KeyProof.Of(apiKey, grant.Key);
        return operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteScalarAsync<bool>(
                """
                select pp_admin.issue_key(@Kid, @Tenant, @User, @Hash, @Verifier, @Permissions, @Brands::text[], @ExpiresAt, @Note) is not null
                """,
                new
                {
                    Kid = grant.Key.Value,
                    Tenant = grant.Tenant.Value,
                    User = grant.User.Value,
                    proof.Hash,
                    proof.Verifier,
                    Permissions = (int)grant.Permissions,
                    Brands = grant.Brands.IsAll ? null : grant.Brands.Named.Select(b => b.Value).ToArray(),
                    ExpiresAt = grant.ExpiresAt.ToDateTimeUtc(),
                    grant.Note,
                    token,
                }),
            cancellationToken);
    }

    public Task ReplaceAsync(KeyId replaced, KeyGrant grant, Secret apiKey, Duration overlap, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);

        var proof = KeyProof.Of(apiKey, grant.Key);
        return operators.RunAsync(
            OperatorRole.Platform,
            async (connection, token) =>
            {
                await connection.ExecuteScalarAsync<bool>(
                    """
                    select pp_admin.rotate_key(@Replaced, @Tenant, @Kid, @Hash, @Verifier, @ExpiresAt, make_interval(secs => @Overlap)) is not null
                    """,
                    new
                    {
                        Replaced = replaced.Value,
                        Tenant = grant.Tenant.Value,
                        Kid = grant.Key.Value,
                        proof.Hash,
                        proof.Verifier,
                        ExpiresAt = grant.ExpiresAt.ToDateTimeUtc(),
                        Overlap = overlap.TotalSeconds,
                        token,
                    });

                // A session in an older snapshot would go by the old expiry for as long as it likes.
                return await connection.ExecuteScalarAsync<int>("select pp_admin.cut_key(@Kid)", new { Kid = replaced.Value, token });
            },
            cancellationToken);
    }

    public Task<bool> IsLiveAsync(KeyId key, CancellationToken cancellationToken) =>
        operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteScalarAsync<bool>("select pp_auth.key_is_live(@Kid)", new { Kid = key.Value, token }),
            cancellationToken);

    public async Task<IReadOnlyList<ListedKey>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var rows = await operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.QueryAsync<KeyRow>(
                """
                select kid, user_id, user_name, user_email, perms, brands, note, created_at, expires_at, revoked_at, replaced_by, state
                  from pp_steward.list_keys(@Slug)
                """,
                new { Slug = tenant.Value, token }),
            cancellationToken);
        return [.. rows.Select(row => row.ToListed())];
    }

    public async Task<ListedKey?> FindAsync(TenantId tenant, KeyId key, CancellationToken cancellationToken)
    {
        var rows = await operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.QueryAsync<KeyRow>(
                """
                select kid, user_id, user_name, user_email, perms, brands, note, created_at, expires_at, revoked_at, replaced_by, state
                  from pp_steward.list_keys(@Slug, @Kid)
                """,
                new { Slug = tenant.Value, Kid = key.Value, token }),
            cancellationToken);
        return rows.SingleOrDefault()?.ToListed();
    }

    public async Task<TenantId?> FindTenantAsync(KeyId key, CancellationToken cancellationToken)
    {
        var slug = await operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteScalarAsync<string?>("select pp_steward.tenant_of_key_id(@Kid)", new { Kid = key.Value, token }),
            cancellationToken);
        return slug is null ? null : TenantId.Parse(slug);
    }

    public Task<bool> RevokeAsync(KeyId key, CancellationToken cancellationToken) =>
        operators.RunAsync(
            OperatorRole.Platform,
            async (connection, token) =>
            {
                var isKnown = await connection.ExecuteScalarAsync<bool>("select pp_admin.revoke_key(@Kid)", new { Kid = key.Value, token });

                // Once more after the commit: until then the login was good, and a session that began then kept an old snapshot.
                await connection.ExecuteScalarAsync<int>("select pp_admin.cut_refused()", new { token });
                return isKnown;
            },
            cancellationToken);
}
