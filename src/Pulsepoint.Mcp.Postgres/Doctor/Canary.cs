using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Doctor;

namespace Pulsepoint.Mcp.Postgres.Doctor;

/// <summary>
/// Asks every table that the session can read whether it shows a row of any other tenant. Only whether: what a broken wall
/// would show is not brought here.
/// </summary>
internal static class Canary
{
    private const string RequireSession = "select pp_auth.require_session(0)";

    // A permission that does not exist, so nobody has it.
    private const string RequireTheImpossible = "select pp_auth.require_session(1073741824)";

    public static async Task<CanaryFindings> TryAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        // Smaller or larger, not unequal: so the index that leads with the tenant answers, however many rows the own one has.
        var questions = (await session.QueryAsync<CanaryRow>(
            """
            select c.oid::regclass::text as table_name,
                   format('select exists (select from %1$s t where t.tenant_id < (select pp_auth.tenant_if(0)))
                               or exists (select from %1$s t where t.tenant_id > (select pp_auth.tenant_if(0)))', c.oid::regclass) as question
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
             where c.relkind in ('r', 'p', 'v', 'm', 'f')
               and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
               and has_schema_privilege(n.oid, 'usage')
               and has_column_privilege(c.oid, a.attnum, 'select')
             order by 1
            """,
            new { cancellationToken })).AsList();

        var leaking = await AskAsync(session, questions, cancellationToken);
        return new CanaryFindings(questions.Count, leaking, await RefusesAsync(session, cancellationToken));
    }

    // Between two checks of the session: a key that ended sees nothing at all, which would look like a whole wall.
    private static async Task<IReadOnlyList<string>> AskAsync(NpgsqlConnection session, List<CanaryRow> questions, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(session);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(RequireSession));
        foreach (var question in questions)
        {
#pragma warning disable CA2100 // The server itself made and quoted this text: a table cannot be a parameter.
            batch.BatchCommands.Add(new NpgsqlBatchCommand(question.Question));
#pragma warning restore CA2100
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(RequireSession));

        var leaking = new List<string>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var question in questions)
        {
            await reader.NextResultAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            if (reader.GetBoolean(0))
                leaking.Add(question.TableName);
        }

        await reader.NextResultAsync(cancellationToken);
        return leaking;
    }

    private static async Task<bool> RefusesAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new NpgsqlCommand(RequireTheImpossible, session);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return false;
        }
        catch (PostgresException refused) when (refused.MessageText == "pulsepoint:not_permitted")
        {
            return true;
        }
    }
}
