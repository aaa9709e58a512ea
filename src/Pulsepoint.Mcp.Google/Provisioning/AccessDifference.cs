using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Provisioning;

/// <summary>
/// The tenant's identity may read the tenant's facts; and whoever may view the project, in which all tenants' datasets lie, may not for
/// that reason read one, as BigQuery lets him when it makes a dataset. All other lines stay as they are.
/// </summary>
internal static class AccessDifference
{
    private const string Reader = "READER";
    private const string ReaderRole = "roles/bigquery.dataViewer";

    private static readonly string[] s_wholeProject = ["projectReaders", "projectWriters"];

    /// <param name="reader">Who may read it; null for nobody.</param>
    /// <param name="existing">The lines that there are; null where BigQuery will make those that it makes for every dataset.</param>
    /// <returns>All lines as they shall be; null where they are so already.</returns>
    public static IReadOnlyList<DatasetAccess>? Of(ServiceIdentity? reader, IReadOnlyList<DatasetAccess>? existing) =>
        Details(reader, existing).Any() ? [.. (existing ?? []).Where(a => !IsOfProject(a)), .. Missing(reader, existing)] : null;

    /// <summary>What becomes of them, in a few words each.</summary>
    public static IEnumerable<string> Details(ServiceIdentity? reader, IReadOnlyList<DatasetAccess>? existing)
    {
        if (Missing(reader, existing).Length > 0)
            yield return "reads the facts";
        if (existing is null || existing.Any(IsOfProject))
            yield return "viewers and editors of the project do not read it";
    }

    private static DatasetAccess[] Missing(ServiceIdentity? reader, IReadOnlyList<DatasetAccess>? existing) =>
        reader is not { } known || existing?.Any(a => Lets(a, known)) == true ? [] : [new DatasetAccess { Role = Reader, UserByEmail = known.Email }];

    private static bool IsOfProject(DatasetAccess line) => s_wholeProject.Contains(line.SpecialGroup, StringComparer.Ordinal);

    // What holds under a condition only may not hold when it is needed.
    private static bool Lets(DatasetAccess line, ServiceIdentity reader) =>
        line.Role is Reader or ReaderRole && string.Equals(line.UserByEmail, reader.Email, StringComparison.OrdinalIgnoreCase) && line.Others?.ContainsKey("condition") != true;
}
