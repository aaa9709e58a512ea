namespace Pulsepoint.Mcp.Google.BigQuery;

internal enum SqlTokenKind
{
    /// <summary>Blanks and comments.</summary>
    Space,

    /// <summary>A name in backticks.</summary>
    Quoted,

    /// <summary>A word, a text or a sign.</summary>
    Other,
}
