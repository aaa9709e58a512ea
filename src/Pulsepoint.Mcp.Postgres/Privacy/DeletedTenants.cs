using Dapper;
using Npgsql;

namespace Pulsepoint.Mcp.Postgres.Privacy;

/// <summary>What deleted organisations have left: their logins, some at a time, and then their rows.</summary>
internal static class DeletedTenants
{
    // Far below what a transaction may lock.
    private const int KeysAtOnce = 500;

    // As many rows as the organisation had. Nobody waits for them.
    private const int NoTimeout = 0;

    /// <summary>Of all of them, as where a deletion was interrupted.</summary>
    public static async Task RemoveAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var tenant in (await connection.QueryAsync<int>("select d from pp_steward.deleted_tenants() d", new { cancellationToken })).AsList())
            await RemoveAsync(connection, tenant, cancellationToken);
    }

    /// <param name="connection">The platform's.</param>
    /// <param name="tenant">The number of a deleted organisation.</param>
    /// <param name="cancellationToken">Stops it; repeated, it goes on.</param>
    /// <returns>How many rows were removed.</returns>
    public static async Task<long> RemoveAsync(NpgsqlConnection connection, int tenant, CancellationToken cancellationToken)
    {
        while (await connection.ExecuteScalarAsync<int>("select pp_admin.drop_deleted_keys(@Most)", new { Most = KeysAtOnce, cancellationToken }) > 0)
        {
        }

        return await connection.ExecuteScalarAsync<long>("select pp_steward.remove_deleted(@Tenant)", new { Tenant = tenant, cancellationToken }, commandTimeout: NoTimeout);
    }
}
