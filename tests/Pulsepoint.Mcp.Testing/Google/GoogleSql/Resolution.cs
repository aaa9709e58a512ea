using Google.Protobuf;

namespace Pulsepoint.Mcp.Testing.Google.GoogleSql;

/// <summary>What a query means.</summary>
/// <param name="Columns">The columns of its result.</param>
/// <param name="Statement">The whole resolved statement; equal for queries that mean the same.</param>
internal sealed record Resolution(IReadOnlyList<ResolvedField> Columns, ByteString Statement);
