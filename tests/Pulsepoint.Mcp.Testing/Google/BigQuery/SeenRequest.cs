namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>One request as it came.</summary>
/// <param name="Method">Like <c>POST</c>.</param>
/// <param name="Path">With the query.</param>
/// <param name="ContentType">Null where nothing was sent.</param>
/// <param name="Body">Unpacked.</param>
/// <param name="Authorization">The header of that name; null when there was none.</param>
/// <param name="IfMatch">The state that whoever changes something has read; null when there was none.</param>
public sealed record SeenRequest(string Method, string Path, string? ContentType, ReadOnlyMemory<byte> Body, string? Authorization, string? IfMatch);
