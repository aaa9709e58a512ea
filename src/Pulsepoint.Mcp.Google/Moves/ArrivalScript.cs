using System.Text;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Moves;

/// <summary>
/// The one step in which all that has arrived takes the place of what was there: a transaction, so that a reader sees the one or the other.
/// Each MERGE matches nothing, which BigQuery knows beforehand: it takes the days away and puts the new rows in, and reads no other day.
/// </summary>
internal static class ArrivalScript
{
    /// <param name="place">The tenant's own dataset.</param>
    /// <param name="staged">All tables, the loads last. Their names come from the list of tables.</param>
    public static string Of(WarehousePlace place, IReadOnlyList<StagedTable> staged)
    {
        var script = new StringBuilder("begin transaction;\n");
        foreach (var table in staged)
            script.Append(Merge(place, table)).Append(";\n");

        return script.Append("commit transaction;\n").ToString();
    }

    /// <summary>The days that the script names, as its parameters.</summary>
    public static IReadOnlyList<QueryParameter> ParametersOf(IReadOnlyList<StagedTable> staged) =>
        staged.Select(s => s.Days).FirstOrDefault(d => d is not null) is { } days ? [Parameters.Of("from", days.From), Parameters.Of("to", days.To)] : [];

    private static string Merge(WarehousePlace place, StagedTable staged)
    {
        var columns = string.Join(", ", staged.Table.Columns.Select(c => c.Name));
        return $"""
            merge into `{place.Dataset}.{staged.Table.Name}` as t
            using `{place.Dataset}.{staged.Staging.TableReference.TableId}` as s
            on false
            when not matched by source{Filter(staged)} then delete
            when not matched by target then insert ({columns}) values ({columns})
            """;
    }

    // A table that is cut by days refuses whoever names none.
    private static string Filter(StagedTable staged) => (staged.Table.Partition, staged.Days) switch
    {
        (null, _) => "",
        (DayPartition { Column: var day }, null) => $" and (t.{day} >= date '0001-01-01' or t.{day} is null)",
        (DayPartition { Column: var day }, _) => $" and t.{day} between @from and @to",
    };
}
