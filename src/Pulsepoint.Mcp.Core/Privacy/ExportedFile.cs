namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>A file of an export.</summary>
/// <param name="Name">Below the export's folder, with slashes.</param>
/// <param name="Rows">One a line.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal digits.</param>
public sealed record ExportedFile(string Name, long Rows, long Bytes, string Sha256);
