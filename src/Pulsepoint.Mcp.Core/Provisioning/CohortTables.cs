using static Pulsepoint.Mcp.Core.Provisioning.FactColumns;

namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>Customers by the day of their first order, and what became of them; added up when the facts are loaded.</summary>
internal static class CohortTables
{
    private const string OfProducts = "A customer stands under every product of the first order: rows of several products must never be added.";

    private static readonly DatasetColumn s_age = Whole("age_days", "Within so many days of the first order, all of which have passed.");
    private static readonly DatasetColumn s_repeaters = Whole("repeaters", "How many of them ordered again within these days.");
    private static readonly DatasetColumn s_value = Exact("value", "What they bought within these days, less what they sent back.");
    private static readonly DatasetColumn s_months = Text("months_since_first", "Calendar months after that of the first order.");
    private static readonly DatasetColumn s_active = Whole("active", "How many of them ordered in that month.");

    private static readonly DayPartition s_partition = new(EventDate.Name);

    public static DatasetTable Days { get; } = new(
        "cohort_days", TableKind.Facts, "What customers were worth within so many days.",
        [BrandId, EventDate, Currency, Country, MarketingChannel, s_age, Members, s_repeaters, s_value, Exact("profit")])
    {
        Partition = s_partition,
        ChangesAfterwards = true,
        Cluster = [BrandId.Name, s_age.Name, MarketingChannel.Name, Country.Name],
    };

    public static DatasetTable Months { get; } = new(
        "cohort_months", TableKind.Facts, "How many customers ordered in each month after their first order.",
        [BrandId, EventDate, Country, MarketingChannel, s_months, Members, s_active])
    {
        Partition = s_partition,
        ChangesAfterwards = true,
        Cluster = [BrandId.Name, s_months.Name, MarketingChannel.Name, Country.Name],
    };

    public static DatasetTable ProductDays { get; } = new(
        "cohort_product_days", TableKind.Facts, "What customers were worth within so many days, by product. " + OfProducts,
        [BrandId, EventDate, Currency, Country, MarketingChannel, Product, s_age, Members, s_repeaters, s_value])
    {
        Partition = s_partition,
        ChangesAfterwards = true,
        Cluster = [BrandId.Name, Product.Name, s_age.Name, MarketingChannel.Name],
    };

    public static DatasetTable ProductMonths { get; } = new(
        "cohort_product_months", TableKind.Facts, "How many customers ordered in each month after their first order, by product. " + OfProducts,
        [BrandId, EventDate, Country, MarketingChannel, Product, s_months, Members, s_active])
    {
        Partition = s_partition,
        ChangesAfterwards = true,
        Cluster = [BrandId.Name, Product.Name, s_months.Name, MarketingChannel.Name],
    };
}
