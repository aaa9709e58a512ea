namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

internal static class StatementKinds
{
    // Comments may come first.
    public static StatementKind Of(SqlText statement) => SqlItem.Parse(statement.Sql) switch
    {
        [{ Inner: not null }, ..] => StatementKind.Query,
        [var word, ..] when word.Is("select", "with") => StatementKind.Query,
        [var word, ..] when word.Is("insert") => StatementKind.Insert,
        [var word, ..] when word.Is("update") => StatementKind.Update,
        [var word, ..] when word.Is("delete") => StatementKind.Delete,
        [var word, ..] when word.Is("merge") => StatementKind.Merge,
        [var word, ..] when word.Is("begin") => StatementKind.Transaction,
        var other => throw BigQueryError.Query($"{(other.Count > 0 ? other[0].Text : "Nothing")} is not known here."),
    };
}
