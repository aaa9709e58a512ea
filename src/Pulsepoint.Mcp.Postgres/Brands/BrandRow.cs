namespace Pulsepoint.Mcp.Postgres.Brands;

/// <summary>One brand with its tenant's columns beside it; a tenant whose key sees no brand is one row without a brand.</summary>
internal sealed record BrandRow
{
    public required string ReportingCurrency { get; init; }

    public required string ReportingTimeZone { get; init; }

    public required bool IsDemo { get; init; }

    public string? BrandId { get; init; }

    public string? Name { get; init; }

    public string? Currency { get; init; }

    public string? TimeZone { get; init; }

    public required string[] Sources { get; init; }

    public decimal? FulfilmentPerOrder { get; init; }

    public decimal? PaymentFeeRate { get; init; }
}
