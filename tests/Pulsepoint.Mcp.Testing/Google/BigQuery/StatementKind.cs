namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>What a statement does, by its first word.</summary>
internal enum StatementKind
{
    Query,
    Insert,
    Update,
    Delete,
    Merge,

    /// <summary>Several statements that hold together.</summary>
    Transaction,
}
