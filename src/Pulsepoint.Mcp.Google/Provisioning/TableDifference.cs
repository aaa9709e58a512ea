using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Provisioning;

/// <summary>
/// What makes a table that is there one that is wanted. Columns are added and texts set; what would narrow a table, or could delete
/// rows of it, is a conflict.
/// </summary>
internal static class TableDifference
{
    public static Difference<Table> Of(Table wanted, Table? existing)
    {
        if (existing is null)
            return Difference<Table>.Make(wanted, [.. Kind(wanted)]);

        var name = wanted.TableReference.TableId;
        if (wanted.View is null != existing.View is null)
            return Conflict(wanted.View is null ? $"{name} is a view, and a table is wanted" : $"{name} is a table, and a view is wanted");

        List<string> details = [];
        List<string> conflicts = [];
        var labels = ProvisioningLabels.Missing(existing.Labels, wanted.Labels!); // every table of ours has labels
        details.AddRange(labels.Select(l => $"label {l.Key}={l.Value}"));
        var patch = new Table
        {
            TableReference = wanted.TableReference,
            Labels = labels.Count > 0 ? labels : null,
            Description = Changed(existing.Description, wanted.Description, "description", details),
        };
        return wanted.View is { } view
            ? OfView(patch, view, existing.View!, details) // both are views, see above
            : Difference<Table>.Of(WithRows(patch, wanted, existing, details, conflicts), details, conflicts);
    }

    private static Difference<Table> OfView(Table patch, ViewDefinition wanted, ViewDefinition existing, List<string> details)
    {
        if (existing.Query == wanted.Query && !existing.UseLegacySql)
            return Difference<Table>.Of(patch, details, []);

        details.Add("its query");
        return Difference<Table>.Of(patch with { View = wanted }, details, []);
    }

    private static Table WithRows(Table patch, Table wanted, Table existing, List<string> details, List<string> conflicts)
    {
        var name = wanted.TableReference.TableId;
        var fields = SchemaDifference.Merge(name, wanted.Schema!.Fields, existing.Schema?.Fields ?? [], details, conflicts); // a table has columns
        var partitioning = PartitionDifference.Of(name, wanted.TimePartitioning, existing.TimePartitioning, details, conflicts);
        var needsFilter = wanted.RequirePartitionFilter == true && existing.RequirePartitionFilter != true;
        if (needsFilter)
            details.Add("refuses queries that name no days");

        var lies = wanted.Clustering is { } clustering && !clustering.Fields.SequenceEqual(existing.Clustering?.Fields ?? [], StringComparer.OrdinalIgnoreCase);
        if (lies)
            details.Add($"rows lie together by {string.Join(", ", wanted.Clustering!.Fields)}"); // not null: just looked

        return patch with
        {
            Schema = fields is null ? null : new TableSchema(fields),
            TimePartitioning = partitioning,
            RequirePartitionFilter = needsFilter ? true : null,
            Clustering = lies ? wanted.Clustering : null,
        };
    }

    private static string? Changed(string? existing, string? wanted, string what, List<string> details)
    {
        if (wanted is null || existing == wanted)
            return null;

        details.Add(what);
        return wanted;
    }

    private static IEnumerable<string> Kind(Table wanted)
    {
        if (wanted.TimePartitioning is { } days)
            yield return $"cut by {days.Field}";
        if (wanted.TimePartitioning?.ExpirationMs is { } kept)
            yield return FormattableString.Invariant($"days deleted after {kept / PartitionDifference.MillisecondsPerDay}");
        if (wanted.Clustering is { } clustering)
            yield return $"together by {string.Join(", ", clustering.Fields)}";
    }

    private static Difference<Table> Conflict(string what) => new(ProvisioningChange.None, null, [], [what]);
}
