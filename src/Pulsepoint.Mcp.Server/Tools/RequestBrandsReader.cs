using System.Text.Json;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>The argument <c>brands</c>, which means the same in every tool.</summary>
internal static class RequestBrandsReader
{
    private const string EveryBrand = "*";

    /// <summary>The brands as they were sent; null for every brand that the key may see.</summary>
    public static IReadOnlyList<string>? Brands(this ToolArguments arguments) => arguments.Find("brands") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } => arguments.Texts("brands"),
        { } text when text.ValueEquals(EveryBrand) => null,
        _ => throw new RefusalException(RefusalCode.ValueInvalid, "brands is a list of ids, or \"*\" for all.", "Write it like [\"luma-skin\"]; list_brands has the ids."),
    };
}
