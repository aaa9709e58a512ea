namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>How many rows of an organisation a table has.</summary>
public sealed record TableRows(string Table, long Rows);
