using System.Data;
using Dapper;
using DbUp.Engine;
using Npgsql;

namespace Pulsepoint.Mcp.Postgres.Migrations;

/// <summary>
/// What was applied, with the hash of its text. It is written in the migration's own transaction, so a file is applied and
/// noted or neither.
/// </summary>
internal sealed class Journal(IReadOnlyList<AppliedMigration> applied) : IJournal
{
    public static async Task<Journal> OpenAsync(NpgsqlConnection connection, bool create, CancellationToken cancellationToken)
    {
        if (create)
        {
            await connection.ExecuteAsync(
                """
                create table if not exists pp_journal.migrations (
                  name       text        primary key,
                  sha256     text        not null,
                  applied_at timestamptz not null default clock_timestamp()
                )
                """,
                new { cancellationToken });
        }

        var exists = await connection.ExecuteScalarAsync<bool>(
            "select to_regclass('pp_journal.migrations') is not null", new { cancellationToken });
        if (!exists)
            return new Journal([]);

        var rows = await connection.QueryAsync<AppliedMigration>(
            "select m.name, m.sha256 from pp_journal.migrations m order by m.name collate \"C\"", new { cancellationToken });
        return new Journal(rows.AsList());
    }

    public IReadOnlyList<string> Pending(IReadOnlyList<MigrationScript> scripts) =>
        [.. scripts.Where(s => applied.All(a => a.Name != s.Name)).Select(s => s.Name)];

    /// <summary>Files whose text is not the one that was applied, and applied files that this version does not have.</summary>
    public IReadOnlyList<string> Contradictions(IReadOnlyList<MigrationScript> scripts) =>
    [
        .. from done in applied
           let script = scripts.FirstOrDefault(s => s.Name == done.Name)
           where script is null || script.Hash() != done.Sha256
           select script is null
               ? $"{done.Name} was applied by a newer version"
               : $"{done.Name} was changed after it had been applied",
    ];

    public string[] GetExecutedScripts() => [.. applied.Select(a => a.Name)];

    public void EnsureTableExistsAndIsLatestVersion(Func<IDbCommand> dbCommandFactory)
    {
        // Made by OpenAsync, under the lock.
    }

    public void StoreExecutedScript(SqlScript script, Func<IDbCommand> dbCommandFactory)
    {
        using var command = dbCommandFactory();
        command.CommandText = "insert into pp_journal.migrations (name, sha256) values ($1, $2)";
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = script.Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = new MigrationScript(script.Name, script.Contents).Hash() });
        command.ExecuteNonQuery();
    }
}
