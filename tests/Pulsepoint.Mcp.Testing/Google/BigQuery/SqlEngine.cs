using System.Globalization;
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
    private int _version = -1;

    /// <summary>What the statement would read.</summary>
    /// <exception cref="BigQueryError">It is wrong.</exception>
    public async Task<SqlRows> AnalyzeAsync(SqlText statement)
    {
        var kind = StatementKinds.Of(statement);
        if (kind is StatementKind.Transaction)
        {
            List<SqlRows> parts = [];
            foreach (var part in TransactionText.Split(statement))
                parts.Add(await AnalyzeAsync(part));

            return Together(parts);
        }

        statement = await WrittenOutAsync(statement);
        var tables = await TablesAsync(statement);
        if (kind is StatementKind.Query)
            Check(statement, tables);
        if (kind is StatementKind.Merge)
            await _changes.AnalyzeAsync(statement, tables);

        return new SqlRows(kind is StatementKind.Query ? await ColumnsAsync(statement, tables) : [], [], tables.Sum(t => t.Table.Bytes), tables.Sum(t => t.Table.BytesBilled), Changed: null);
    }

    /// <exception cref="BigQueryError">It is wrong, or fails.</exception>
    public async Task<SqlRows> RunAsync(SqlText statement)
    {
        var kind = StatementKinds.Of(statement);
        if (kind is StatementKind.Transaction)
            return await RunAllAsync(TransactionText.Split(statement));

        statement = await WrittenOutAsync(statement);
        var tables = await TablesAsync(statement);
        if (kind is not StatementKind.Query)
        {
            var counts = await _changes.RunAsync(kind, statement, tables);
            board.Changed();
            return new SqlRows([], [], tables.Sum(t => t.Table.Bytes), tables.Sum(t => t.Table.BytesBilled), counts);
        }

        Check(statement, tables);
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
        return new SqlRows(columns, answer.Content?.TableData?.Row ?? [], tables.Sum(t => t.Table.Bytes), tables.Sum(t => t.Table.BytesBilled), Changed: null);
    }

    // All of them, or none. What one has changed, the next one reads.
    private async Task<SqlRows> RunAllAsync(IReadOnlyList<SqlText> statements)
    {
        List<(FakeTable Table, List<TableRow> Rows)> before = [];
        List<SqlRows> parts = [];
        try
        {
            foreach (var statement in statements)
            {
                before.AddRange((await TablesAsync(statement)).Select(t => (t.Table, t.Table.Rows.ToList())));
                parts.Add(await RunAsync(statement));
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

        return Together(parts);
    }

    private static SqlRows Together(IReadOnlyList<SqlRows> parts) => new([], [], parts.Sum(p => p.Bytes), parts.Sum(p => p.Billed), Changed: null);

    private async Task<IReadOnlyList<NamedTable>> TablesAsync(SqlText statement)
    {
        var request = new ExtractTableNamesRequest { SqlStatement = statement.Sql, Options = SqlCalls.LanguageOf(StatementKinds.Of(statement)) };
        var answer = await SqlCalls.AskAsync(client.ExtractTableNamesFromStatementAsync(request));
        return
        [
            .. answer.TableName.Select(t => string.Join('.', t.TableNameSegment)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => new NamedTable(name, board.Table(name, statement))),
        ];
    }

    // In the place of each view its query, until there are tables alone.
    private async Task<SqlText> WrittenOutAsync(SqlText statement)
    {
        while (true)
        {
            var views = (await TablesAsync(statement)).Where(t => t.Table.View is not null).ToList();
            if (views.Count == 0)
                return statement;

            var text = views.Aggregate(statement.Sql, (sql, v) => sql.Replace($"`{v.Name}`", $"(\n{v.Table.View}\n)", StringComparison.Ordinal));
            statement = text != statement.Sql ? statement with { Sql = text } : throw BigQueryError.Query("A view is known here by one name in one pair of backticks.");
        }
    }

    private static void Check(SqlText query, IReadOnlyList<NamedTable> tables) =>
        PartitionFilter.Check(query.Sql, tables.Where(t => t.Table.NeededFilter is not null).ToDictionary(t => t.Name, t => t.Table.NeededFilter!, StringComparer.Ordinal)); // not null: just looked

    /// <summary>The columns that a query gives, whether it could be run or not.</summary>
    /// <exception cref="BigQueryError">It is wrong.</exception>
    public async Task<IReadOnlyList<Column>> ColumnsAsync(SqlText query)
    {
        query = await WrittenOutAsync(query);
        return await ColumnsAsync(query, await TablesAsync(query));
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

    // Told to the server once for every state of the tables: rows are many, and questions more.
    private async Task<long> CatalogAsync(IReadOnlyList<NamedTable> tables)
    {
        if (_version != board.Version)
        {
            foreach (var old in _registered.Values)
                await client.UnregisterCatalogAsync(new UnregisterRequest { RegisteredId = old });

            _registered.Clear();
            _version = board.Version;
        }

        var key = string.Join('|', tables.Select(t => t.Name));
        if (_registered.TryGetValue(key, out var known))
            return known;

        var request = new RegisterCatalogRequest { SimpleCatalog = SqlCalls.CatalogOf(tables, withNumbers: false), DescriptorPoolList = SqlCalls.Pools };
        foreach (var (name, table) in tables)
            request.TableContent.Add(name, new TableContent { TableData = new TableData { Row = { table.Rows } } });

        return _registered[key] = (await SqlCalls.AskAsync(client.RegisterCatalogAsync(request))).RegisteredId;
    }
}
