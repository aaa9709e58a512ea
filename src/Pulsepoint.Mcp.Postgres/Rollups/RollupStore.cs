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
        await using var all = new NpgsqlBatch(connection);
        if (batch.Touched is { } touched)
            all.BatchCommands.Add(RollupCommands.Continue(tenant, touched));

        foreach (var table in batch.Tables)
            all.BatchCommands.Add(RollupCommands.Load(tenant, table, batch.Touched?.Days));

        all.BatchCommands.Add(RollupCommands.Finish(tenant, batch.State));
        await all.ExecuteNonQueryAsync(cancellationToken);
        return await connection.ExecuteAsync("select pp_steward.analyze_rollups()", new { cancellationToken });
    }
}
