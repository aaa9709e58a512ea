using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Moves;

internal sealed class TenantWarehouses(OperatorConnections operators) : ITenantWarehouses
{
    private const string BigQuery = "bigquery";
    private const string DuckDb = "duckdb";

    public Task<TenantWarehouse> FindAsync(TenantId tenant, CancellationToken cancellationToken) => operators.RunAsync(
        OperatorRole.Platform,
        async (connection, token) =>
        {
            var row = await connection.QuerySingleAsync<WarehouseRow>(
                "select kind, place, provisioned from pp_steward.warehouse_of(@Slug)", new { Slug = tenant.Value, token });
            var provisioned = WarehousePlace.TryParse(row.Provisioned);
            return row.Kind == BigQuery && WarehousePlace.TryParse(row.Place) is { } dataset
                ? new TenantWarehouse(WarehouseEngine.BigQuery, dataset, provisioned)
                : new TenantWarehouse(WarehouseEngine.DuckDb, Dataset: null, provisioned);
        },
        cancellationToken);

    public async Task SwitchAsync(TenantId tenant, TenantWarehouse seen, WarehousePlace? dataset, string? generation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seen);

        try
        {
            await operators.RunAsync(
                OperatorRole.Platform,
                (connection, token) => connection.ExecuteAsync(
                    "select pp_steward.move_warehouse(@Slug, @SeenKind, @SeenPlace, @Place, @Generation)",
                    new
                    {
                        Slug = tenant.Value,
                        SeenKind = seen.Engine is WarehouseEngine.BigQuery ? BigQuery : DuckDb,
                        SeenPlace = seen.Dataset?.ToString(),
                        Place = dataset?.ToString(),
                        Generation = generation,
                        token,
                    }),
                cancellationToken);
        }
        catch (PostgresException failure)
        {
            if (ToRefusal(failure) is { } refusal)
                throw refusal;

            throw;
        }
    }

    private static RefusalException? ToRefusal(PostgresException failure) => failure.MessageText switch
    {
        "pulsepoint:warehouse_moved" => Refusal.SourceUnavailable(
            "Somebody else has moved the organisation's facts meanwhile; nothing was switched.", "Run it again to see where they are now.", failure),
        "pulsepoint:place_not_provisioned" => new RefusalException(
            RefusalCode.ValueInvalid, "The dataset was not provisioned for this organisation.", "Provision one: pulsepoint-mcp tenant provision.", failure),
        _ => null,
    };
}
