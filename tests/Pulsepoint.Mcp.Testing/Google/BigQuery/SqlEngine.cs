using System.Globalization;
using System.Text.Json.Nodes;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>
/// Runs statements by GoogleSQL's own reference evaluator on the rows in memory; nothing is translated. It knows a table by one name
/// in one pair of backticks. One statement runs after the other.
/// </summary>
internal sealed class SqlEngine(BigQueryBoard board, ZetaSqlLocalService.ZetaSqlLocalServiceClient client)
{
    private readonly RowChanges _changes = new(client);
    private readonly Dictionary<string, long> _registered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FakeTable> _views = new(StringComparer.Ordinal);
    private int _version = -1;

    /// <summary>What the statement would read.</summary>
    /// <exception cref="BigQueryError">It is wrong.</exception>
    public async Task<SqlRows> AnalyzeAsync(SqlText statement)
    {
        var kind = StatementKinds.Of(statement);
        if (kind is StatementKind.Transaction)
        {
            long bytes = 0;
            foreach (var part in TransactionText.Split(statement))
                bytes += (await AnalyzeAsync(part)).Bytes;

            return new SqlRows([], [], bytes, Changed: null);
        }

        var tables = await TablesAsync(statement);
        if (kind is StatementKind.Merge)
            await _changes.AnalyzeAsync(statement, tables);

        return new SqlRows(kind is StatementKind.Query ? await ColumnsAsync(statement, tables) : [], [], tables.Sum(t => t.Table.Bytes), Changed: null);
    }

    /// <exception cref="BigQueryError">It is wrong, or fails.</exception>
    public async Task<SqlRows> RunAsync(SqlText statement)
    {
        var kind = StatementKinds.Of(statement);
        if (kind is StatementKind.Transaction)
            return await RunAllAsync(TransactionText.Split(statement));

        var tables = await TablesAsync(statement);
        if (kind is not StatementKind.Query)
        {
            var counts = await _changes.RunAsync(kind, statement, tables);
            board.Changed();
            return new SqlRows([], [], tables.Sum(t => t.Table.Bytes), counts);
        }

        var columns = await ColumnsAsync(statement, tables);
        var request = new EvaluateQueryRequest
        {
            Sql = statement.Sql,
            Options = SqlCalls.Options(statement),
            RegisteredCatalogId = await CatalogAsync(tables),
            DescriptorPoolList = SqlCalls.Pools,
            Params = { SqlCalls.Values(statement) },
        };
        var answer = await SqlCalls.AskAsync(client.EvaluateQueryAsync(request));
        return new SqlRows(columns, answer.Content?.TableData?.Row ?? [], tables.Sum(t => t.Table.Bytes), Changed: null);
    }

    // All of them, or none. What one has changed, the next one reads.
    private async Task<SqlRows> RunAllAsync(IReadOnlyList<SqlText> statements)
    {
        List<(FakeTable Table, List<TableRow> Rows)> before = [];
        long bytes = 0;
        try
        {
            foreach (var statement in statements)
            {
                before.AddRange((await TablesAsync(statement)).Select(t => (t.Table, t.Table.Rows.ToList())));
                bytes += (await RunAsync(statement)).Bytes;
            }
        }
        catch (BigQueryError)
        {
            foreach (var (table, rows) in before.AsEnumerable().Reverse())
            {
                table.Rows.Clear();
                table.Rows.AddRange(rows);
            }

            board.Changed();
            throw;
        }

        return new SqlRows([], [], bytes, Changed: null);
    }

    private async Task<IReadOnlyList<NamedTable>> TablesAsync(SqlText statement)
    {
        var request = new ExtractTableNamesRequest { SqlStatement = statement.Sql, Options = SqlCalls.LanguageOf(StatementKinds.Of(statement)) };
        var answer = await SqlCalls.AskAsync(client.ExtractTableNamesFromStatementAsync(request));
        List<NamedTable> tables = [];
        foreach (var name in answer.TableName.Select(t => string.Join('.', t.TableNameSegment)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            tables.Add(new NamedTable(name, await SeenAsync(board.Table(name, statement))));

        return tables;
    }

    // A view counts as a table with the rows that its query gives now.
    private async Task<FakeTable> SeenAsync(FakeTable table)
    {
        if (table.View is not { } query)
            return table;

        ForgetOld();
        if (_views.TryGetValue(table.Name, out var known))
            return known;

        var rows = await RunAsync(new SqlText(query, [], table.Name.Split('.')[0], Dataset: null));
        var seen = new FakeTable(table.Name, new JsonObject { ["schema"] = FieldTypes.Write(rows.Columns) });
        seen.Rows.AddRange(rows.Rows);
        return _views[table.Name] = seen;
    }

    private async Task<IReadOnlyList<Column>> ColumnsAsync(SqlText statement, IReadOnlyList<NamedTable> tables)
    {
        var answer = await SqlCalls.AskAsync(client.AnalyzeAsync(new AnalyzeRequest
        {
            SqlStatement = statement.Sql,
            Options = SqlCalls.Options(statement),
            RegisteredCatalogId = await CatalogAsync(tables),
            DescriptorPoolList = SqlCalls.Pools,
        }));
        var nameless = 0;
        return
        [
            .. answer.ResolvedStatement.ResolvedQueryStmtNode.OutputColumnList.Select(c => new Column
            {
                Name = c.Name.StartsWith('$') ? string.Create(CultureInfo.InvariantCulture, $"f{nameless++}_") : c.Name,
                Type = c.Column.Type,
            }),
        ];
    }

    private void ForgetOld()
    {
        if (_version == board.Version)
            return;

        foreach (var old in _registered.Values)
            client.UnregisterCatalog(new UnregisterRequest { RegisteredId = old });

        _registered.Clear();
        _views.Clear();
        _version = board.Version;
    }

    // Told to the server once for every state of the tables: rows are many, and questions more.
    private async Task<long> CatalogAsync(IReadOnlyList<NamedTable> tables)
    {
        ForgetOld();
        var key = string.Join('|', tables.Select(t => t.Name));
        if (_registered.TryGetValue(key, out var known))
            return known;

        var request = new RegisterCatalogRequest { SimpleCatalog = SqlCalls.CatalogOf(tables, withNumbers: false), DescriptorPoolList = SqlCalls.Pools };
        foreach (var (name, table) in tables)
            request.TableContent.Add(name, new TableContent { TableData = new TableData { Row = { table.Rows } } });

        return _registered[key] = (await SqlCalls.AskAsync(client.RegisterCatalogAsync(request))).RegisteredId;
    }
}
