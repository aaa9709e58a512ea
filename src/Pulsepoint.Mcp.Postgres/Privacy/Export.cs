using System.Data.Common;
using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Privacy;

internal sealed class Export(OperatorConnections operators, TenantConnections connections) : IExport
{
    // As long as it takes: whoever asks sees it work and can stop it.
    private const int NoTimeout = 0;

    public Task ExportAsync(TenantId tenant, Action<ExportedRow> take, CancellationToken cancellationToken) => operators.RunAsync(
        OperatorRole.Platform,
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand("select name, line from pp_steward.export_tenant($1)", connection)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = tenant.Value } },
                CommandTimeout = NoTimeout,
            };
            await using var reader = await command.ExecuteReaderAsync(token);
            return await TakeAsync(reader, take, token);
        },
        cancellationToken);

    // It may run twice, when a session is lost: announced again, a table begins anew.
    public Task ExportOwnTenantAsync(TenantContext tenant, Action<ExportedRow> take, CancellationToken cancellationToken) => connections.ReadAsync(
        tenant,
        Permissions.TenantAdmin,
        async (connection, token) =>
        {
            // A key's statements end after half a minute, unless it says otherwise; the pool takes it back afterwards.
            await connection.QueryAsync<string>("select set_config('statement_timeout', '0', false)", new { token });
            await using var command = connection.CreateCommand();
            command.CommandText = "select name, line from pp_auth.export_own_tenant()";
            command.CommandTimeout = NoTimeout;
            await using var reader = await command.ExecuteReaderAsync(token);
            var taken = await TakeAsync(reader, take, token);

            // To its end: behind the rows stands the second look at the key.
            await reader.NextResultAsync(token);
            return taken;
        },
        cancellationToken);

    private static async Task<long> TakeAsync(DbDataReader reader, Action<ExportedRow> take, CancellationToken cancellationToken)
    {
        long taken = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            take(new ExportedRow(reader.GetString(0), await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetString(1)));
            taken++;
        }

        return taken;
    }
}
