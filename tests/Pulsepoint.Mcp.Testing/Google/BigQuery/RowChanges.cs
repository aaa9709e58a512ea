using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Runs statements that change the rows of one table: the evaluator tells which it would touch, and they are changed here.</summary>
internal sealed class RowChanges(ZetaSqlLocalService.ZetaSqlLocalServiceClient client)
{
    private const int Delete = 2;

    /// <exception cref="BigQueryError">It is wrong.</exception>
    public async Task AnalyzeAsync(SqlText statement, IReadOnlyList<NamedTable> tables) => await SqlCalls.AskAsync(client.AnalyzeAsync(new AnalyzeRequest
    {
        SqlStatement = statement.Sql,
        Options = SqlCalls.Options(statement),
        SimpleCatalog = SqlCalls.CatalogOf(tables, withNumbers: false),
        DescriptorPoolList = SqlCalls.Pools,
    }));

    /// <exception cref="BigQueryError">It is wrong, or fails.</exception>
    public async Task<RowCounts> RunAsync(StatementKind kind, SqlText statement, IReadOnlyList<NamedTable> tables)
    {
        if (kind is not StatementKind.Merge)
            return await ChangeAsync(kind, statement, tables);

        await AnalyzeAsync(statement, tables);
        var (delete, insert) = MergeText.Split(statement);
        var deleted = await ChangeAsync(StatementKind.Delete, delete, tables);
        return deleted.Plus(await ChangeAsync(StatementKind.Insert, insert, tables));
    }

    private async Task<RowCounts> ChangeAsync(StatementKind kind, SqlText statement, IReadOnlyList<NamedTable> tables)
    {
        var isInsert = kind is StatementKind.Insert;
        var request = new EvaluateModifyRequest
        {
            Sql = statement.Sql,
            Options = SqlCalls.Options(statement),
            SimpleCatalog = SqlCalls.CatalogOf(tables, withNumbers: !isInsert),
            DescriptorPoolList = SqlCalls.Pools,
            Params = { SqlCalls.Values(statement) },
        };
        foreach (var (name, table) in tables)
            request.TableContent.Add(name, new TableContent { TableData = isInsert ? new TableData { Row = { table.Rows } } : Numbered(table) });

        var answer = await SqlCalls.AskAsync(client.EvaluateModifyAsync(request));
        var changed = tables.Single(t => t.Name == answer.TableName).Table;
        if (isInsert)
            changed.Rows.AddRange(answer.Content.Select(r => new TableRow { Cell = { r.Cell } }));
        else
            Change(changed, answer.Content);

        long rows = answer.Content.Count;
        return kind switch
        {
            StatementKind.Insert => new RowCounts(rows, 0, 0),
            StatementKind.Update => new RowCounts(0, rows, 0),
            _ => new RowCounts(0, 0, rows),
        };
    }

    // From the last to the first, so that no row's number changes before its turn.
    private static void Change(FakeTable table, IEnumerable<EvaluateModifyResponse.Types.Row> changes)
    {
        foreach (var change in changes.OrderByDescending(c => c.OldPrimaryKey[0].Int64Value))
        {
            var number = (int)change.OldPrimaryKey[0].Int64Value;
            if (change.Operation == Delete)
                table.Rows.RemoveAt(number);
            else
                table.Rows[number] = new TableRow { Cell = { change.Cell.Take(table.Columns.Count) } };
        }
    }

    private static TableData Numbered(FakeTable table) =>
        new() { Row = { table.Rows.Select((r, i) => new TableRow { Cell = { r.Cell, new Value { Int64Value = i } } }) } };
}
