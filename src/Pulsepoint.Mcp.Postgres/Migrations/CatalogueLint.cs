using Npgsql;

namespace Pulsepoint.Mcp.Postgres.Migrations;

/// <summary>
/// Reads the catalogue and names every place where the wall is not whole. The rules are the files of <c>Lint/</c>; a rule
/// finds nothing in a database as our migrations leave it.
/// </summary>
internal static class CatalogueLint
{
    public static async Task<IReadOnlyList<string>> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var rule in MigrationScript.LintRules())
        {
#pragma warning disable CA2100 // The text is a file of this assembly.
            batch.BatchCommands.Add(new NpgsqlBatchCommand(rule.Text));
#pragma warning restore CA2100
        }

        var findings = new List<string>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            while (await reader.ReadAsync(cancellationToken))
                findings.Add(reader.GetString(0));
        }
        while (await reader.NextResultAsync(cancellationToken));

        return findings;
    }
}
