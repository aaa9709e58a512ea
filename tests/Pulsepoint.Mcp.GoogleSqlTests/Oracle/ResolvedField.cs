using Pulsepoint.Mcp.GoogleSqlTests.Oracle.Wire;

namespace Pulsepoint.Mcp.GoogleSqlTests.Oracle;

/// <summary>One column of a result.</summary>
internal sealed record ResolvedField(string Name, TypeKind Type);
