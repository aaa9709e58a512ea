using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Privacy;

internal sealed class Erasure(OperatorConnections operators, TenantConnections connections) : IErasure
{
    public Task<ErasureReport> EraseAsync(TenantId tenant, UserId person, CancellationToken cancellationToken) => operators.RunAsync(
        OperatorRole.Platform,
        async (connection, token) =>
        {
            var row = await connection.QuerySingleAsync<ErasureRow>(
                "select keys, questions, feedback from pp_admin.erase_user(@Slug, @Person)", new { Slug = tenant.Value, Person = person.Value, token });

            // Once more after the commit: a session that began before it could keep a snapshot in which all is well.
            await connection.ExecuteScalarAsync<int>("select pp_admin.cut_refused()", new { token });
            return ToReport(row);
        },
        cancellationToken);

    public async Task<ErasureReport> EraseInOwnTenantAsync(TenantContext tenant, UserId person, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        if (person == tenant.User)
        {
            throw new RefusalException(
                RefusalCode.ValueInvalid,
                "Nobody can erase themselves: it would end the key that asks.",
                "Ask another administrator of the organisation, or the platform's operator.");
        }

        var report = await EraseOnceAsync(tenant, person, cancellationToken);

        // Once more after the commit: a session that began before it could keep a snapshot in which all is well.
        await EraseOnceAsync(tenant, person, cancellationToken);
        return report;
    }

    // Changes something through the door for reading, and may: repeated, it only cuts sessions.
    private async Task<ErasureReport> EraseOnceAsync(TenantContext tenant, UserId person, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await connections.ReadAsync(
                tenant,
                Permissions.TenantAdmin,
                (connection, token) => connection.QueryAsync<ErasureRow>(
                    "select keys, questions, feedback from pp_auth.erase_in_own_tenant(@Person)", new { Person = person.Value, token }),
                cancellationToken);
            return ToReport(rows.Single());
        }
        catch (PostgresException unknown) when (unknown.MessageText == "pulsepoint:user_unknown")
        {
            throw new RefusalException(
                RefusalCode.ValueInvalid,
                "The organisation has no such person.",
                "Take the id from 'pulsepoint-mcp key list --json', or from the audit log.",
                unknown);
        }
    }

    private static ErasureReport ToReport(ErasureRow row) => new(row.Keys, row.Questions, row.Feedback);
}
