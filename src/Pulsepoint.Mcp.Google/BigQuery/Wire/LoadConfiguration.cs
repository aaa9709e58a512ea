namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <summary>What a load job does with the file that is sent along.</summary>
internal sealed record LoadConfiguration
{
    public required TableReference DestinationTable { get; init; }

    /// <summary><c>NEWLINE_DELIMITED_JSON</c> or <c>PARQUET</c>.</summary>
    public required string SourceFormat { get; init; }

    public TableSchema? Schema { get; init; }

    /// <summary><c>WRITE_APPEND</c>, <c>WRITE_TRUNCATE</c> or <c>WRITE_EMPTY</c>.</summary>
    public required string WriteDisposition { get; init; }

    /// <summary><c>CREATE_NEVER</c> or <c>CREATE_IF_NEEDED</c>.</summary>
    public required string CreateDisposition { get; init; }
}
