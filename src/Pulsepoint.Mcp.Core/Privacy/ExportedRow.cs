namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>A row that is handed over, as a JSON object: times in UTC, money as exact numbers in its own currency.</summary>
/// <param name="Table">Of which table.</param>
/// <param name="Json">On one line; null announces the table, which may have no row; announced again, it begins anew.</param>
public readonly record struct ExportedRow(string Table, string? Json);
