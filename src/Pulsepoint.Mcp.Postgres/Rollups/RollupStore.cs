using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Rollups;

internal sealed class RollupStore(OperatorConnections operators) : IRollupStore
{
    public Task ReplaceAsync(TenantId tenant, RollupBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);

        return operators.RunAsync(OperatorRole.Platform, (connection, token) => ReplaceAsync(connection, tenant, batch, token), cancellationToken);
    }

    public Task<string?> GenerationAsync(TenantId tenant, CancellationToken cancellationToken) =>
        operators.RunAsync(
            OperatorRole.Platform,
            async (connection, token) =>
            {
                var generations = await connection.QueryAsync<string>(
                    "select g from pp_steward.rollup_generation(@Tenant) g where g is not null", new { Tenant = tenant.Value, token });
                return generations.SingleOrDefault();
            },
            cancellationToken);

    // One batch is one transaction: readers see all of the old generation or all of the new one.
    private static async Task<int> ReplaceAsync(NpgsqlConnection connection, TenantId tenant, RollupBatch batch, CancellationToken cancellationToken)
    {
        await using var all = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                RollupCommands.Sales(tenant, batch.Sales),
                RollupCommands.SalesByCountry(tenant, batch.SalesByCountry),
                RollupCommands.SalesByProduct(tenant, batch.SalesByProduct),
                RollupCommands.Ads(tenant, batch.Ads),
                RollupCommands.AdsByCountry(tenant, batch.AdsByCountry),
                RollupCommands.Sessions(tenant, batch.Sessions),
                RollupCommands.SessionsByCountry(tenant, batch.SessionsByCountry),
                RollupCommands.Rates(tenant, batch.Rates),
                RollupCommands.State(tenant, batch.State),
            },
        };
        await all.ExecuteNonQueryAsync(cancellationToken);
        return await connection.ExecuteAsync("select pp_steward.analyze_rollups()", new { cancellationToken });
    }
}
