namespace Pulsepoint.Mcp.IntegrationTests.Answers.BruteForce;

internal enum RawTable
{
    Lines,
    Orders,
    Cancellations,
    Refunds,
    Ads,
    AdsByCountry,
    Sessions,
}
