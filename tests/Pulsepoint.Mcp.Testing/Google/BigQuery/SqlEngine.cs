using System.Globalization;
using Grpc.Core;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>
/// Runs statements by GoogleSQL's own reference evaluator on the rows in memory; nothing is translated. It knows a table by one name
/// in one pair of backticks, and of the statements that
/// change rows those that change one table. One statement runs after the other.
/// </summary>
internal sealed class SqlEngine(BigQueryBoard board, ZetaSqlLocalService.ZetaSqlLocalServiceClient client)
{
    private const int OneLine = 1;
    private const int Delete = 2;

    private static readonly DescriptorPools s_pools = new() { Definitions = { new DescriptorPools.Types.Definition { Builtin = new DescriptorPools.Types.Builtin() } } };

    private readonly Dictionary<string, long> _registered = new(StringComparer.Ordinal);
    private int _version = -1;

    /// <summary>What the statement would read.</summary>
    /// <exception cref="BigQueryError">It is wrong.</exception>
    public async Task<SqlRows> AnalyzeAsync(SqlText statement)
    {
        statement = await WrittenOutAsync(statement);
        var tables = await TablesAsync(statement);
        Check(statement, tables);
        if (IsChange(statement))
            return new SqlRows([], [], tables.Sum(t => t.Table.Bytes), Changed: null);

        return new SqlRows(await ColumnsAsync(statement, tables), [], tables.Sum(t => t.Table.Bytes), Changed: null);
    }

    /// <exception cref="BigQueryError">It is wrong, or fails.</exception>
    public async Task<SqlRows> RunAsync(SqlText statement)
    {
        statement = await WrittenOutAsync(statement);
        var tables = await TablesAsync(statement);
        Check(statement, tables);
        if (IsChange(statement))
            return await ChangeAsync(statement, tables);

        var columns = await ColumnsAsync(statement, tables);
        var request = new EvaluateQueryRequest
        {
            Sql = statement.Sql,
            Options = Options(statement),
            RegisteredCatalogId = await CatalogAsync(tables),
            DescriptorPoolList = s_pools,
            Params = { Values(statement) },
        };
        var answer = await AskAsync(client.EvaluateQueryAsync(request));
        return new SqlRows(columns, answer.Content?.TableData?.Row ?? [], tables.Sum(t => t.Table.Bytes), Changed: null);
    }

    private static bool IsChange(SqlText statement)
    {
        // Comments may come first.
        return SqlItem.Parse(statement.Sql) switch
        {
            [{ Inner: not null }, ..] => false,
            [var word, ..] when word.Is("select", "with") => false,
            [var word, ..] when word.Is("insert", "update", "delete") => true,
            var other => throw BigQueryError.Query($"{(other.Count > 0 ? other[0].Text : "Nothing")} is not known here."),
        };
    }

    /// <summary>The columns that a query gives, whether it could be run or not.</summary>
    /// <exception cref="BigQueryError">It is wrong.</exception>
    public async Task<IReadOnlyList<Column>> ColumnsAsync(SqlText query)
    {
        query = await WrittenOutAsync(query);
        return await ColumnsAsync(query, await TablesAsync(query));
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

    private static void Check(SqlText statement, IReadOnlyList<NamedTable> tables)
    {
        if (!IsChange(statement))
            PartitionFilter.Check(statement.Sql, tables.Where(t => t.Table.NeededFilter is not null).ToDictionary(t => t.Name, t => t.Table.NeededFilter!, StringComparer.Ordinal)); // not null: just looked
    }

    private async Task<IReadOnlyList<NamedTable>> TablesAsync(SqlText statement)
    {
        var options = IsChange(statement) ? ForChanges() : BigQueryLanguage.Options;
        var answer = await AskAsync(client.ExtractTableNamesFromStatementAsync(new ExtractTableNamesRequest { SqlStatement = statement.Sql, Options = options }));
        return
        [
            .. answer.TableName.Select(t => string.Join('.', t.TableNameSegment)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => new NamedTable(name, board.Table(name, statement))),
        ];
    }

    private async Task<IReadOnlyList<Column>> ColumnsAsync(SqlText statement, IReadOnlyList<NamedTable> tables)
    {
        var answer = await AskAsync(client.AnalyzeAsync(new AnalyzeRequest
        {
            SqlStatement = statement.Sql,
            Options = Options(statement),
            RegisteredCatalogId = await CatalogAsync(tables),
            DescriptorPoolList = s_pools,
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

    private async Task<SqlRows> ChangeAsync(SqlText statement, IReadOnlyList<NamedTable> tables)
    {
        var isInsert = SqlItem.Parse(statement.Sql)[0].Is("insert");
        var request = new EvaluateModifyRequest
        {
            Sql = statement.Sql,
            Options = Options(statement),
            SimpleCatalog = CatalogOf(tables, withNumbers: !isInsert),
            DescriptorPoolList = s_pools,
            Params = { Values(statement) },
        };
        foreach (var (name, table) in tables)
            request.TableContent.Add(name, new TableContent { TableData = isInsert ? new TableData { Row = { table.Rows } } : Numbered(table) });

        var answer = await AskAsync(client.EvaluateModifyAsync(request));
        var changed = tables.Single(t => t.Name == answer.TableName).Table;
        if (isInsert)
            changed.Rows.AddRange(answer.Content.Select(r => new TableRow { Cell = { r.Cell } }));
        else
            Change(changed, answer.Content);

        board.Changed();
        return new SqlRows([], [], tables.Sum(t => t.Table.Bytes), answer.Content.Count);
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

        var request = new RegisterCatalogRequest { SimpleCatalog = CatalogOf(tables, withNumbers: false), DescriptorPoolList = s_pools };
        foreach (var (name, table) in tables)
            request.TableContent.Add(name, new TableContent { TableData = new TableData { Row = { table.Rows } } });

        return _registered[key] = (await AskAsync(client.RegisterCatalogAsync(request))).RegisteredId;
    }

    private static Catalog CatalogOf(IReadOnlyList<NamedTable> tables, bool withNumbers)
    {
        var catalog = new Catalog { Name = "warehouse", BuiltinFunctionOptions = new BuiltinFunctionOptions { LanguageOptions = BigQueryLanguage.Options } };
        foreach (var (name, table) in tables)
        {
            var known = new Table { Name = name, Column = { table.Columns } };
            // BigQuery has no keys, but the evaluator tells by them which rows a change touches.
            if (withNumbers)
            {
                known.PrimaryKeyColumnIndex.Add(table.Columns.Count);
                known.Column.Add(new Column { Name = "_ROW_NUMBER", Type = new SqlType { TypeKind = TypeKind.TypeInt64 }, IsPseudoColumn = true });
            }

            catalog.Table.Add(known);
        }

        return catalog;
    }

    private static AnalyzerOptions Options(SqlText statement)
    {
        var options = new AnalyzerOptions { LanguageOptions = IsChange(statement) ? ForChanges() : BigQueryLanguage.Options, ErrorMessageMode = OneLine };
        options.QueryParameters.AddRange(statement.Parameters.Select(p => new Column { Name = p.Name, Type = p.Type }));
        return options;
    }

    private static LanguageOptions ForChanges()
    {
        const int InsertStatement = 63;
        const int DeleteStatement = 64;
        const int UpdateStatement = 66;

        var options = BigQueryLanguage.Options.Clone();
        options.SupportedStatementKinds.AddRange([InsertStatement, DeleteStatement, UpdateStatement]);
        return options;
    }

    private static IEnumerable<Parameter> Values(SqlText statement) => statement.Parameters.Select(p => new Parameter { Name = p.Name, Value = p.Value });

    private static async Task<T> AskAsync<T>(AsyncUnaryCall<T> call)
    {
        using (call)
        {
            try
            {
                return await call.ResponseAsync;
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument or StatusCode.OutOfRange or StatusCode.Unimplemented)
            {
                throw BigQueryError.Query(e.Status.Detail);
            }
        }
    }

    private sealed record NamedTable(string Name, FakeTable Table);
}
