using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Postgres.Access;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Migrations;

/// <summary>What only a superuser can do, once: roles, the database, hardening. Safe to repeat, and two at once take turns.</summary>
internal sealed class ClusterBootstrap(OperatorConnections operators, OperatorCredentials credentials)
{
    public Task RunAsync(CancellationToken cancellationToken) =>
        operators.RunAsync(OperatorRole.Bootstrap, RunAsync, cancellationToken, maintenance: true);

    private async Task<bool> RunAsync(NpgsqlConnection maintenance, CancellationToken cancellationToken)
    {
        // Held until this session ends. "pulsepoint" in letters of a bigint.
        await maintenance.ExecuteAsync("select pg_advisory_lock(8102940291)", new { cancellationToken });
        try
        {
            await MakeRolesAsync(maintenance, cancellationToken);
            await MakeDatabaseAsync(maintenance, cancellationToken);
            return await operators.RunAsync(OperatorRole.Bootstrap, PrepareDatabaseAsync, cancellationToken);
        }
        finally
        {
            await maintenance.ExecuteAsync("select pg_advisory_unlock(8102940291)", new { cancellationToken = CancellationToken.None });
        }
    }

    private async Task MakeRolesAsync(NpgsqlConnection maintenance, CancellationToken cancellationToken)
    {
        var (migrator, platform) = credentials.ToBootstrap();
        await using var transaction = await maintenance.BeginTransactionAsync(cancellationToken);
        await maintenance.ExecuteAsync(
            """
            select set_config('pp_bootstrap.migrator_verifier', @Migrator, true), set_config('pp_bootstrap.platform_verifier', @Platform, true)
            """,
            new { Migrator = ScramVerifier.Make(migrator.Password), Platform = ScramVerifier.Make(platform.Password), cancellationToken });
        await RunAsync(maintenance, "01_roles.sql", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task MakeDatabaseAsync(NpgsqlConnection maintenance, CancellationToken cancellationToken)
    {
        var name = await operators.DatabaseNameAsync(OperatorRole.Bootstrap, cancellationToken);
        var create = await maintenance.QueryAsync<string>(
            """
            select format('create database %I template template0 encoding ''UTF8''', @Name::text)
             where not exists (select from pg_database d where d.datname = @Name::text)
            """,
            new { Name = name, cancellationToken });
        if (create.SingleOrDefault() is not { } text)
            return;

        // The server itself made and quoted this text: a database cannot be created by a statement with parameters.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(text, maintenance);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<bool> PrepareDatabaseAsync(NpgsqlConnection database, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginTransactionAsync(cancellationToken);
        await RunAsync(database, "02_database.sql", cancellationToken);
        await RunAsync(database, "03_hardening.sql", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // The text is a file of this assembly.
        await using var command = new NpgsqlCommand(MigrationScript.Bootstrap(name).Text, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
