using Microsoft.Extensions.Logging;
using Npgsql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Postgres.Migrations;

namespace Pulsepoint.Mcp.Postgres.Tenancy;

/// <summary>
/// Looks at a key's first session. A login that passes the walls, a server with known holes in them, or a schema that is
/// not the one these queries were written for would each make the walls an illusion, so nothing is asked through them.
/// </summary>
internal sealed partial class SessionGuard(PostgresOptions options, ILogger<SessionGuard> logger)
{
    /// <exception cref="RefusalException"><c>source_unavailable</c>, with what an administrator must mend.</exception>
    public async Task CheckAsync(NpgsqlConnection session, CancellationToken cancellationToken) =>
        Judge(await SessionFacts.ReadAsync(session, cancellationToken));

    private void Judge(SessionFacts facts)
    {
        if (facts.Rights is [var first, ..])
        {
            throw Refusal.SourceUnavailable(
                $"The database login of this key has rights that pass the walls ({first}), so nothing is asked through it.",
                "Ask your administrator to take them away: the login of a key is a member of pp_app_all or pp_app_some and nothing else.");
        }

        if (string.CompareOrdinal(facts.SchemaHead, MigrationScript.Head) < 0)
        {
            throw Refusal.SourceUnavailable(
                "The database is not at the schema that this version expects.",
                "Ask your administrator to run 'pulsepoint-mcp migrate'.");
        }

        if (!ServerVersions.HasKnownHoles(facts.ServerVersion))
            return;

        if (options.IsStrict)
        {
            throw Refusal.SourceUnavailable(
                $"The database server is Postgres {ServerVersions.Text(facts.ServerVersion)}, which has known holes in row-level security.",
                $"Ask your administrator to update it: {ServerVersions.Wanted}.");
        }

        LogOldServer(ServerVersions.Text(facts.ServerVersion), ServerVersions.Wanted);
    }

    [LoggerMessage(2101, LogLevel.Warning, "The database server is Postgres {Version}, which has known holes in row-level security; update it: {Wanted}. PULSEPOINT_STRICT=1 refuses it")]
    private partial void LogOldServer(string version, string wanted);
}
