using Dapper;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Sealing;

internal sealed class SecretStore(OperatorConnections operators) : ISecretStore, IResealableSecrets
{
    public Task SetAsync(SecretPlace place, SealedSecret secret, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(secret);

        return operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteAsync(
                "select pp_steward.keep_secret(@Slug, @Brand, @Source, @Name, @KeyId, @Sealed)",
                new { Slug = place.Tenant.Value, Brand = place.Brand.Value, place.Source, place.Name, secret.KeyId, Sealed = secret.Bytes, token }),
            cancellationToken);
    }

    public Task<bool> RemoveAsync(SecretPlace place, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(place);

        return operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteScalarAsync<bool>(
                "select pp_steward.remove_secret(@Slug, @Brand, @Source, @Name)",
                new { Slug = place.Tenant.Value, Brand = place.Brand.Value, place.Source, place.Name, token }),
            cancellationToken);
    }

    public async Task<IReadOnlyList<KeptSecret>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var rows = await operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.QueryAsync<KeptSecretRow>(
                "select brand_id, source, name, key_id, sealed, sealed_at from pp_steward.sealed_secrets(@Slug)", new { Slug = tenant.Value, token }),
            cancellationToken);
        return [.. rows.Select(row => row.ToKept(tenant))];
    }

    public async Task<IReadOnlyList<ResealableSecret>> ListResealableAsync(TenantId tenant, CancellationToken cancellationToken) =>
        [.. (await ListAsync(tenant, cancellationToken)).Select(kept => new ResealableSecret(kept.Secret.KeyId, (ring, token) => ResealAsync(kept, ring, token)))];

    private Task<bool> ResealAsync(KeptSecret kept, SealingKeyRing ring, CancellationToken cancellationToken)
    {
        var place = kept.Place;
        var secret = ring.Current.Seal(place, ring.Open(place, kept.Secret));
        return operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteScalarAsync<bool>(
                "select pp_steward.reseal_secret(@Slug, @Brand, @Source, @Name, @Was, @KeyId, @Sealed)",
                new
                {
                    Slug = place.Tenant.Value,
                    Brand = place.Brand.Value,
                    place.Source,
                    place.Name,
                    Was = kept.Secret.Bytes,
                    secret.KeyId,
                    Sealed = secret.Bytes,
                    token,
                }),
            cancellationToken);
    }
}
