namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>A region where customers live.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Region">Province or state code.</param>
/// <param name="Share">Of 200 customers.</param>
/// <param name="TaxBasisPoints">Tax on goods, in hundredths of a percent.</param>
/// <param name="Shipping">Flat rate, in the brand's currency.</param>
/// <param name="FreeFrom">Order value from which shipping is free.</param>
internal sealed record DemoPlace(string Country, string Region, int Share, int TaxBasisPoints, decimal Shipping, decimal FreeFrom);
