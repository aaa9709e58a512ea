using Google.Protobuf;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.GoogleSql;

/// <summary>Says of a compiled query what BigQuery would: what it resolves to, which tables it touches, which rows it gives.</summary>
internal sealed class GoogleSqlOracle
{
    private const int OneLine = 1;

    private static readonly DescriptorPools s_pools = new() { Definitions = { new DescriptorPools.Types.Definition { Builtin = new DescriptorPools.Types.Builtin() } } };

    private readonly ZetaSqlLocalService.ZetaSqlLocalServiceClient _client;
    private readonly long _catalog;

    /// <param name="client">The server.</param>
    /// <param name="tables">Every table there is.</param>
    public GoogleSqlOracle(ZetaSqlLocalService.ZetaSqlLocalServiceClient client, IReadOnlyList<FilledTable> tables)
    {
        var request = new RegisterCatalogRequest
        {
            SimpleCatalog = new Catalog { Name = "warehouse", BuiltinFunctionOptions = new BuiltinFunctionOptions { LanguageOptions = BigQueryLanguage.Options } },
            DescriptorPoolList = s_pools,
        };
        foreach (var (table, rows) in tables)
        {
            request.SimpleCatalog.Table.Add(table);
            request.TableContent.Add(table.Name, new TableContent { TableData = rows });
        }

        _client = client;
        _catalog = client.RegisterCatalog(request).RegisteredId;
    }

    /// <exception cref="Grpc.Core.RpcException">The query is not understood; the status tells why and where.</exception>
    public Resolution Resolve(CompiledQuery query)
    {
        var statement = _client.Analyze(new AnalyzeRequest
        {
            SqlStatement = query.Sql,
            Options = Options(query.Parameters),
            RegisteredCatalogId = _catalog,
            DescriptorPoolList = s_pools,
        }).ResolvedStatement;
        return new Resolution(
            [.. statement.ResolvedQueryStmtNode.OutputColumnList.Select(c => new ResolvedField(c.Name, c.Column.Type.TypeKind))],
            statement.ToByteString());
    }

    /// <summary>The tables that a statement names, whether they exist or not.</summary>
    public IReadOnlyList<string> TablesOf(string sql) =>
    [
        .. _client.ExtractTableNamesFromStatement(new ExtractTableNamesRequest { SqlStatement = sql, Options = BigQueryLanguage.Options })
            .TableName.Select(t => string.Join('.', t.TableNameSegment)),
    ];

    public IReadOnlyList<FactRow> Run(CompiledQuery query) => [.. Run(query.Sql, query.Parameters).Select(r => WireRow.Read(r, query))];

    /// <summary>The rows of any query, as the server gives them.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="parameters">Its parameters by name.</param>
    public IReadOnlyList<TableRow> Run(string sql, params IReadOnlyList<SqlParameter> parameters)
    {
        var request = new EvaluateQueryRequest { Sql = sql, Options = Options(parameters), RegisteredCatalogId = _catalog, DescriptorPoolList = s_pools };
        request.Params.AddRange(parameters.Select(p => new Parameter { Name = p.Name, Value = WireValue.Of(p.Value) }));
        return [.. _client.EvaluateQuery(request).Content.TableData.Row];
    }

    private static AnalyzerOptions Options(IReadOnlyList<SqlParameter> parameters)
    {
        var options = new AnalyzerOptions { LanguageOptions = BigQueryLanguage.Options, ErrorMessageMode = OneLine };
        options.QueryParameters.AddRange(parameters.Select(p => new Column { Name = p.Name, Type = new SqlType { TypeKind = WireValue.TypeOf(p.Value) } }));
        return options;
    }
}
