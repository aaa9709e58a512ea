using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Tokens;

internal sealed class ServiceIdentities(OperatorConnections operators) : IServiceIdentities
{
    public async Task SetAsync(TenantId tenant, ServiceIdentity? identity, CancellationToken cancellationToken)
    {
        try
        {
            await operators.RunAsync(
                OperatorRole.Platform,
                (connection, token) => connection.ExecuteAsync(
                    "select pp_steward.set_google_identity(@Slug, @Identity)", new { Slug = tenant.Value, Identity = identity?.Email, token }),
                cancellationToken);
        }
        catch (PostgresException failure)
        {
            if (TokenFailure.ToRefusal(failure) is { } refusal)
                throw refusal;

            throw;
        }
    }

    public async Task<ServiceIdentity?> FindAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var email = await operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteScalarAsync<string?>("select pp_steward.google_identity_of(@Slug)", new { Slug = tenant.Value, token }),
            cancellationToken);
        return ServiceIdentity.TryParse(email, out var identity) ? identity : null;
    }
}
