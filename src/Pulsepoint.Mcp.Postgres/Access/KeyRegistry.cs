using System.Security.Cryptography;
using System.Text;
using Dapper;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Access;

internal sealed class KeyRegistry(OperatorConnections operators) : IKeyRegistry
{
    public Task RegisterAsync(KeyGrant grant, Secret apiKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(apiKey);

        var verifier = ScramVerifier.Make(DatabaseLogin.For(apiKey, grant.Key).Password);
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(apiKey.Reveal()));
        return operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteScalarAsync<bool>(
                """
                select pp_admin.issue_key(@Kid, @Tenant, @User, @Hash, @Verifier, @Permissions, @Brands::text[], @ExpiresAt) is not null
                """,
                new
                {
                    Kid = grant.Key.Value,
                    Tenant = grant.Tenant.Value,
                    User = grant.User.Value,
                    Hash = hash,
                    Verifier = verifier,
                    Permissions = (int)grant.Permissions,
                    Brands = grant.Brands.IsAll ? null : grant.Brands.Named.Select(b => b.Value).ToArray(),
                    ExpiresAt = grant.ExpiresAt.ToDateTimeUtc(),
                    token,
                }),
            cancellationToken);
    }

    public Task<bool> IsLiveAsync(KeyId key, CancellationToken cancellationToken) =>
        operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteScalarAsync<bool>("select pp_auth.key_is_live(@Kid)", new { Kid = key.Value, token }),
            cancellationToken);
}
