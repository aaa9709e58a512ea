using Dapper;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Privacy;

internal sealed class Deletion(OperatorConnections operators) : IDeletion
{
    public Task<IReadOnlyList<TableRows>> RequestAsync(TenantId tenant, CancellationToken cancellationToken) => operators.RunAsync<IReadOnlyList<TableRows>>(
        OperatorRole.Platform,
        async (connection, token) =>
        {
            await connection.ExecuteAsync("select pp_admin.set_tenant_status(@Slug, 'deleting')", new { Slug = tenant.Value, token });

            // Once more after the commit: a session that began before it could keep a snapshot in which all is well.
            await connection.ExecuteScalarAsync<int>("select pp_admin.cut_refused()", new { token });
            var rows = await connection.QueryAsync<TableRow>("select name, counted from pp_steward.count_rows(@Slug)", new { Slug = tenant.Value, token });
            return [.. rows.Select(row => new TableRows(row.Name, row.Counted))];
        },
        cancellationToken);

    public Task<long> DeleteAsync(TenantId tenant, Action onGone, CancellationToken cancellationToken) => operators.RunAsync(
        OperatorRole.Platform,
        async (connection, token) =>
        {
            var number = await connection.ExecuteScalarAsync<int>("select pp_admin.delete_tenant(@Slug)", new { Slug = tenant.Value, token });

            // From here on nothing finds it by its slug: what else was kept under it goes first, lest a stop leaves it.
            onGone();
            var removed = await DeletedTenants.RemoveAsync(connection, number, token);
            await connection.ExecuteScalarAsync<int>("select pp_admin.cut_refused()", new { token });
            return removed;
        },
        cancellationToken);
}
