using Dapper;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Warehouse;

internal sealed class WarehousePlaces(TenantConnections connections) : IWarehousePlaces
{
    public async Task<WarehousePlace?> FindAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        // No tenant is named: the wall leaves the key's own.
        var rows = await connections.ReadAsync(
            tenant,
            Permissions.AnalyticsRead,
            (connection, token) => connection.QueryAsync<string>(
                """
                select t.warehouse_place
                  from pp.tenants t
                 where t.warehouse_kind = 'bigquery' and t.warehouse_place is not null
                """,
                new { token }),
            cancellationToken);

        return rows.AsList() is [var place]
            ? WarehousePlace.TryParse(place) ?? throw Refusal.SourceUnavailable("The place of the organisation's BigQuery dataset is not written as one.", "Ask your administrator to provision it again.")
            : null;
    }
}
