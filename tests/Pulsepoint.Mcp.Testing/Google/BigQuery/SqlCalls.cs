using Grpc.Core;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>How the evaluator's server is asked, whatever it is asked.</summary>
internal static class SqlCalls
{
    private const int OneLine = 1;
    private const int InsertStatement = 63;
    private const int DeleteStatement = 64;
    private const int UpdateStatement = 66;
    private const int MergeStatement = 101;

    public static DescriptorPools Pools { get; } = new() { Definitions = { new DescriptorPools.Types.Definition { Builtin = new DescriptorPools.Types.Builtin() } } };

    public static LanguageOptions LanguageOf(StatementKind kind)
    {
        if (kind is StatementKind.Query)
            return BigQueryLanguage.Options;

        var options = BigQueryLanguage.Options.Clone();
        options.SupportedStatementKinds.AddRange([InsertStatement, DeleteStatement, UpdateStatement, MergeStatement]);
        return options;
    }

    public static AnalyzerOptions Options(SqlText statement)
    {
        var options = new AnalyzerOptions { LanguageOptions = LanguageOf(StatementKinds.Of(statement)), ErrorMessageMode = OneLine };
        options.QueryParameters.AddRange(statement.Parameters.Select(p => new Column { Name = p.Name, Type = p.Type }));
        return options;
    }

    public static IEnumerable<Parameter> Values(SqlText statement) => statement.Parameters.Select(p => new Parameter { Name = p.Name, Value = p.Value });

    public static Catalog CatalogOf(IReadOnlyList<NamedTable> tables, bool withNumbers)
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

    /// <exception cref="BigQueryError">The statement is wrong, or fails.</exception>
    public static async Task<T> AskAsync<T>(AsyncUnaryCall<T> call)
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
}
