namespace Pulsepoint.Mcp.DuckDb.Demo.Answers;

/// <summary>Names of breakdowns as <c>answers.json</c> has them.</summary>
internal static class Breakdown
{
    public const string Total = "total";
    public const string Day = "day";
    public const string Week = "week";
    public const string Month = "month";
    public const string Country = "country";
    public const string SalesChannel = "sales_channel";
    public const string MarketingChannel = "marketing_channel";
    public const string CustomerType = "customer_type";
    public const string Product = "product";
    public const string Platform = "platform";
    public const string Device = "device";
    public const string Campaign = "campaign";

    public static IReadOnlyList<string> ByValue { get; } =
        [Country, SalesChannel, MarketingChannel, CustomerType, Product, Platform, Device, Campaign];
}
