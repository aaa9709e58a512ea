namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <param name="UseInt64Timestamp">Microseconds; else seconds as floating point, which lose the last of them.</param>
internal sealed record FormatOptions(bool UseInt64Timestamp);
