using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Provisioning;

/// <summary>The tables and views of an order as BigQuery is told of them, in the order in which they can be made.</summary>
internal static class WantedTables
{
    private const string ByDay = "DAY";
    private const long MillisecondsPerDay = 86_400_000;

    public static IReadOnlyList<Table> Of(DatasetOrder order) =>
    [
        .. DatasetTables.All.Select(t => Table(order, t)),
        .. DatasetViews.OfFacts(order.Place.Dataset).Select(v => View(order, order.Place, v)),
        View(order, order.EventsPlace, DatasetViews.OfEvents(order.EventsPlace.Dataset)),
    ];

    public static TableSchema SchemaOf(DatasetTable table) => new([.. table.Columns.Select(Field)]);

    private static Table Table(DatasetOrder order, DatasetTable table) => new()
    {
        TableReference = Reference(table == DatasetTables.UsageEvents ? order.EventsPlace : order.Place, table.Name),
        Description = table.Description,
        Labels = ProvisioningLabels.Of(order.Tenant, table.Kind),
        Schema = SchemaOf(table),
        TimePartitioning = table.Partition is { } partition
            ? new TimePartitioning(ByDay) { Field = partition.Column, ExpirationMs = partition.KeptDays * MillisecondsPerDay }
            : null,
        RequirePartitionFilter = table.Partition is null ? null : true,
        Clustering = table.Cluster.Count > 0 ? new Clustering(table.Cluster) : null,
    };

    private static Table View(DatasetOrder order, WarehousePlace place, DatasetView view) => new()
    {
        TableReference = Reference(place, view.Name),
        Description = view.Description,
        Labels = ProvisioningLabels.OfView(order.Tenant),
        View = new ViewDefinition(view.Query),
    };

    private static TableReference Reference(WarehousePlace place, string name) =>
        new(place.Dataset.Project!, place.Dataset.Name, name); // every place names its project

    private static TableField Field(DatasetColumn column) => new(column.Name, TypeOf(column.Type))
    {
        Mode = column.IsList ? FieldModes.Repeated : column.IsRequired ? FieldModes.Required : FieldModes.Nullable,
        Description = column.Description,
    };

    // The names that BigQuery itself answers with.
    private static string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Text => "STRING",
        ColumnType.Day => "DATE",
        ColumnType.Moment => "TIMESTAMP",
        ColumnType.Flag => "BOOLEAN",
        ColumnType.Whole => "INTEGER",
        ColumnType.Exact => "NUMERIC",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
