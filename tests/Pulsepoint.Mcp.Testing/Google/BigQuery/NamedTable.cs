namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>A table under the name that a statement has for it.</summary>
internal sealed record NamedTable(string Name, FakeTable Table);
