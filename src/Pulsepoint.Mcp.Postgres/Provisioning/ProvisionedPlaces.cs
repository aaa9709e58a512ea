using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Provisioning;

internal sealed class ProvisionedPlaces(OperatorConnections operators) : IProvisionedPlaces
{
    public Task CheckAsync(TenantId tenant, WarehousePlace place, CancellationToken cancellationToken) => RunAsync(
        (connection, token) => connection.ExecuteAsync(
            "select pp_steward.check_dataset(@Slug, @Place)", new { Slug = tenant.Value, Place = place.ToString(), token }),
        cancellationToken);

    public Task ClaimAsync(TenantId tenant, WarehousePlace place, CancellationToken cancellationToken) => RunAsync(
        (connection, token) => connection.ExecuteAsync(
            "select pp_steward.claim_dataset(@Slug, @Place)", new { Slug = tenant.Value, Place = place.ToString(), token }),
        cancellationToken);

    public Task RecordAsync(TenantId tenant, WarehousePlace place, CancellationToken cancellationToken) => RunAsync(
        (connection, token) => connection.ExecuteAsync(
            "select pp_steward.set_provisioned_place(@Slug, @Place)", new { Slug = tenant.Value, Place = place.ToString(), token }),
        cancellationToken);

    public async Task<WarehousePlace?> FindAsync(TenantId tenant, CancellationToken cancellationToken) => WarehousePlace.TryParse(await operators.RunAsync(
        OperatorRole.Platform,
        (connection, token) => connection.ExecuteScalarAsync<string?>("select pp_steward.provisioned_place_of(@Slug)", new { Slug = tenant.Value, token }),
        cancellationToken));

    private async Task RunAsync(Func<NpgsqlConnection, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            await operators.RunAsync(OperatorRole.Platform, work, cancellationToken);
        }
        catch (PostgresException failure)
        {
            if (ProvisioningFailure.ToRefusal(failure) is { } refusal)
                throw refusal;

            throw;
        }
    }
}
