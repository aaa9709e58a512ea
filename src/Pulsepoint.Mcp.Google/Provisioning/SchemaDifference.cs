using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Provisioning;

/// <summary>Columns that are there stay, with all that somebody set of them; those that are missing come behind them, and may be null.</summary>
internal static class SchemaDifference
{
    // BigQuery takes both, and answers with the first.
    private static readonly Dictionary<string, string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["INT64"] = "INTEGER",
        ["FLOAT64"] = "FLOAT",
        ["BOOL"] = "BOOLEAN",
        ["STRUCT"] = "RECORD",
    };

    /// <returns>All columns as they shall be; null where nothing is to be done.</returns>
    public static IReadOnlyList<TableField>? Merge(
        string table, IReadOnlyList<TableField> wanted, IReadOnlyList<TableField> existing, List<string> details, List<string> conflicts)
    {
        var changes = details.Count;
        var known = wanted.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        List<TableField> merged = [.. existing.Select(f => known.Remove(f.Name, out var ours) ? Merge(table, ours, f, details, conflicts) : f)];
        foreach (var field in wanted.Where(f => known.ContainsKey(f.Name)))
        {
            details.Add($"column {field.Name}");
            merged.Add(field.Mode == FieldModes.Required ? field with { Mode = FieldModes.Nullable } : field);
        }

        return details.Count > changes ? merged : null;
    }

    private static TableField Merge(string table, TableField wanted, TableField existing, List<string> details, List<string> conflicts)
    {
        if (TypeOf(wanted) != TypeOf(existing))
            conflicts.Add($"column {existing.Name} of {table} is {TypeOf(existing)}, not {TypeOf(wanted)}");

        var opens = existing.Mode == FieldModes.Required && wanted.Mode == FieldModes.Nullable;
        if (opens)
            details.Add($"column {existing.Name} may be null");

        var says = wanted.Description is { } text && existing.Description != text;
        if (says)
            details.Add($"description of column {existing.Name}");

        return existing with { Mode = opens ? FieldModes.Nullable : existing.Mode, Description = says ? wanted.Description : existing.Description };
    }

    private static string TypeOf(TableField field)
    {
        var name = s_names.GetValueOrDefault(field.Type, field.Type.ToUpperInvariant());
        return field.Mode == FieldModes.Repeated ? $"many {name}" : name;
    }
}
