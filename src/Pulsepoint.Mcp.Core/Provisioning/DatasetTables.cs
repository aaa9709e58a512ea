namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>
/// The tables of a tenant's datasets. The facts have the names, columns and types that the embedded warehouse has, so that the same
/// questions read both; what that one keeps about its own loads (<c>sync_state</c>, <c>sync_gaps</c>) is <c>loads</c> here.
/// </summary>
/// <remarks>
/// All tables of facts are cut by day. Questions read them through views, and name days and brands of the view; a view hands its
/// day on as a column of its own table, so the filter reaches it. Where a view cannot, it says why.
/// </remarks>
public static class DatasetTables
{
    public static IReadOnlyList<DatasetTable> All { get; } =
    [
        DimensionTables.Brands, DimensionTables.Customers, DimensionTables.Products, DimensionTables.Campaigns, DimensionTables.Dates, DimensionTables.Rates,
        OrderTables.Orders, OrderTables.OrderLines, OrderTables.RefundLines, TrafficTables.AdDaily, TrafficTables.AdGeoDaily, TrafficTables.SessionsDaily,
        CohortTables.Days, CohortTables.Months, CohortTables.ProductDays, CohortTables.ProductMonths, RecordTables.Loads, RecordTables.UsageEvents,
    ];

    /// <summary>What was asked, in a dataset of its own: see <see cref="DatasetOrder.EventsPlace"/>.</summary>
    public static DatasetTable UsageEvents => RecordTables.UsageEvents;

    /// <summary>What is loaded, as the dataset itself says.</summary>
    public static DatasetTable Loads => RecordTables.Loads;
}
