using System.Net.Sockets;
using System.Text.RegularExpressions;
using Dapper;
using NodaTime;
using Npgsql;
using Pulsepoint.Mcp.Core.Doctor;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Addresses;
using Pulsepoint.Mcp.Postgres.Migrations;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Doctor;

/// <summary>
/// In sessions of its own, which no guard has let through: what the guard would refuse is what is looked for. They show nothing
/// but facts of the catalogue, and whether there is a row that must not be seen.
/// </summary>
internal sealed partial class DatabaseExamination(IDatabaseAddress address, DataSourceFactory sources, TimeProvider time) : IDatabaseExamination
{
    private const string OtherKey = "a key's login";

    public Task<ServerFindings> LookAtServerAsync(TenantContext tenant, CancellationToken cancellationToken) => RunAsync(
        tenant,
        async (session, place, token) =>
        {
            var asked = time.GetUtcNow();
            var row = await session.QuerySingleAsync<ServerRow>(
                "select current_setting('server_version_num')::int as version, clock_timestamp() as clock", new { token });
            var now = Instant.FromDateTimeOffset(asked) + (Duration.FromTimeSpan(time.GetUtcNow() - asked) / 2);
            return new ServerFindings(
                ServerVersions.Text(row.Version),
                ServerVersions.HasKnownHoles(row.Version),
                ServerVersions.Wanted,
                DatabaseAddress.IsThisMachine(place.Host),
                Instant.FromDateTimeUtc(row.Clock) - now);
        },
        cancellationToken);

    public Task<LoginFindings> LookAtLoginAsync(TenantContext tenant, CancellationToken cancellationToken) => RunAsync(
        tenant,
        async (session, _, token) =>
        {
            // First, so that what a key that ended can still see does not look like a session.
            var ends = await session.QuerySingleAsync<DateTime>(
                """
                select r.rolvaliduntil
                  from (select pp_auth.require_session(0)) as required, pg_catalog.pg_roles r
                 where r.rolname = session_user
                """,
                new { token });
            var facts = await SessionFacts.ReadAsync(session, token);
            return new LoginFindings(Instant.FromDateTimeUtc(ends), facts.Rights, StandingOf(facts.SchemaHead));
        },
        cancellationToken);

    public Task<IReadOnlyList<string>> FindHolesAsync(TenantContext tenant, CancellationToken cancellationToken) => RunAsync<IReadOnlyList<string>>(
        tenant,
        async (session, _, token) => [.. (await CatalogueLint.FindAsync(session, token)).Select(hole => Login().Replace(hole, OtherKey))],
        cancellationToken);

    public Task<CanaryFindings> TryWallsAsync(TenantContext tenant, CancellationToken cancellationToken) =>
        RunAsync(tenant, (session, _, token) => Canary.TryAsync(session, token), cancellationToken);

    private static SchemaStanding StandingOf(string? head) => string.CompareOrdinal(head, MigrationScript.Head) switch
    {
        < 0 => SchemaStanding.Behind,
        0 => SchemaStanding.AtHead,
        > 0 => SchemaStanding.Ahead,
    };

    private async Task<T> RunAsync<T>(
        TenantContext tenant, Func<NpgsqlConnection, DatabaseAddress, CancellationToken, Task<T>> look, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        var place = await address.ResolveAsync(cancellationToken);
        try
        {
            await using var pool = sources.Create(place, tenant.Login, maxPoolSize: 1);
#pragma warning disable RS0030 // A session that must not be trusted, and is not: no row of a tenant is read in it.
            await using var session = await pool.OpenConnectionAsync(cancellationToken);
#pragma warning restore RS0030
            return await look(session, place, cancellationToken);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or SocketException)
        {
            if (DatabaseFailure.ToRefusal(failure, tenant, Permissions.None, time) is { } refusal)
                throw refusal;

            throw;
        }
    }

    // Which keys others have is nothing that a key's holder is to be told.
    [GeneratedRegex("pp_k_[0-9a-f]{32}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Login();
}
