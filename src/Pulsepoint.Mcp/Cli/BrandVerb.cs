using System.CommandLine;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Brands of an organisation.</summary>
internal static class BrandVerb
{
    public static Command Create() => new("brand", "Add brands, list them, and set what selling costs them.") { BrandAddVerb.Create(), BrandListVerb.Create(), BrandCostsVerb.Create() };
}
