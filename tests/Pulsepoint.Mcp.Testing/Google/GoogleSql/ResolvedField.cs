using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.GoogleSql;

/// <summary>One column of a result.</summary>
internal sealed record ResolvedField(string Name, TypeKind Type);
