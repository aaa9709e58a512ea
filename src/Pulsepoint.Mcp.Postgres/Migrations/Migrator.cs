using Dapper;
using DbUp;
using DbUp.Engine;
using DbUp.Postgresql;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pulsepoint.Mcp.Core.Migrations;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Migrations;

/// <summary>
/// Applies the numbered files with DbUp. DbUp rather than Evolve: its journal and connection are interfaces, so the hash of
/// each file, our roles and our log fit in, and it runs compiled ahead of time without a warning.
/// </summary>
internal sealed class Migrator(OperatorConnections operators, ClusterBootstrap bootstrap, ILogger<Migrator> logger) : IMigrator
{
    public Task BootstrapAsync(CancellationToken cancellationToken) => bootstrap.RunAsync(cancellationToken);

    public Task<MigrationReport> MigrateAsync(CancellationToken cancellationToken) =>
        operators.RunAsync(OperatorRole.Migrator, MigrateUnderLockAsync, cancellationToken);

    public Task<MigrationReport> CheckAsync(CancellationToken cancellationToken) =>
        operators.RunAsync(OperatorRole.Migrator, CheckAsync, cancellationToken);

    private async Task<MigrationReport> MigrateUnderLockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Two migrators take turns: the second finds nothing left to do.
        await connection.ExecuteAsync("select pg_advisory_lock(8102940292)", new { cancellationToken });
        try
        {
            return await MigrateAsync(connection, cancellationToken);
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(8102940292)", new { cancellationToken = CancellationToken.None });
        }
    }

    private async Task<MigrationReport> MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var scripts = MigrationScript.Numbered();
        var journal = await Journal.OpenAsync(connection, create: true, cancellationToken);
        if (journal.Contradictions(scripts) is [var first, ..])
        {
            throw new RefusalException(
                RefusalCode.SourceUnavailable,
                $"The database's journal contradicts this version: {first}.",
                "Use the version that migrated this database last, or a newer one.");
        }

        var pending = journal.Pending(scripts);
        if (pending.Count > 0)
            await ApplyAsync(scripts, journal, cancellationToken);

        await MakePartitionsAsync(connection, cancellationToken);
        return new MigrationReport(pending, [], await CatalogueLint.FindAsync(connection, cancellationToken));
    }

    private async Task ApplyAsync(IReadOnlyList<MigrationScript> scripts, Journal journal, CancellationToken cancellationToken)
    {
        var pool = await operators.PoolAsync(OperatorRole.Migrator, maintenance: false, cancellationToken);
        var engine = DeployChanges.To
            .PostgresqlDatabase(new PostgresqlConnectionManager(pool))
            .WithScripts(scripts.Select(s => new SqlScript(s.Name, s.Text)))
            .WithTransactionPerScript()
            // Dollar quotes are SQL here, not variables.
            .WithVariablesDisabled()
            .JournalTo(journal)
            .LogTo(new MigrationLog(logger))
            .Build();

        // DbUp only works synchronously.
        var result = await Task.Run(engine.PerformUpgrade, cancellationToken);
        if (result.Error is PostgresException { MessageText: "pulsepoint:bootstrap_needed" })
        {
            throw Refusal.SourceUnavailable(
                "The database server lacks a role that this version needs; nothing was changed by the migration that needs it.",
                "Run 'pulsepoint-mcp migrate --bootstrap' with PULSEPOINT_BOOTSTRAP_DATABASE.");
        }

        if (!result.Successful)
            throw new InvalidOperationException($"Migration {result.ErrorScript?.Name} failed; nothing of it was kept.", result.Error);
    }

    private static async Task MakePartitionsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("set local role pp_owner", new { cancellationToken });
        await connection.ExecuteAsync("select pp.make_partitions()", new { cancellationToken });
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<MigrationReport> CheckAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var scripts = MigrationScript.Numbered();
        var journal = await Journal.OpenAsync(connection, create: false, cancellationToken);
        var findings = await CatalogueLint.FindAsync(connection, cancellationToken);
        return new MigrationReport([], journal.Pending(scripts), [.. journal.Contradictions(scripts), .. findings]);
    }
}
