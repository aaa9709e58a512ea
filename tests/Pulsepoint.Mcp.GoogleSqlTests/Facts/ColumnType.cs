using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.GoogleSqlTests.Facts;

/// <summary>How BigQuery holds a column that DuckDB holds.</summary>
internal static class ColumnType
{
    public static TypeKind Of(string duckType) => duckType switch
    {
        "VARCHAR" => TypeKind.TypeString,
        "DATE" => TypeKind.TypeDate,
        "TIMESTAMP" => TypeKind.TypeTimestamp,
        "BOOLEAN" => TypeKind.TypeBool,
        "INTEGER" or "BIGINT" => TypeKind.TypeInt64,
        "DOUBLE" => TypeKind.TypeDouble,
        _ when duckType.StartsWith("DECIMAL", StringComparison.Ordinal) => TypeKind.TypeNumeric,
        _ => throw new ArgumentException($"BigQuery has no column like {duckType}.", nameof(duckType)),
    };
}
