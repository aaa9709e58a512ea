using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.GoogleSql;

/// <summary>A table as the server is told of it: under the name that a query puts in backticks, with its rows.</summary>
internal sealed record FilledTable(Table Table, TableData Rows);
