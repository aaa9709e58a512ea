using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Tools.Alerts;

/// <summary>Reads what the tools of alerts have in common.</summary>
internal static class AlertArguments
{
    /// <exception cref="RefusalException"><c>brand_unknown</c>: it is no brand's id.</exception>
    public static BrandId? Brand(ToolArguments arguments) => arguments.Text("brand") switch
    {
        null => null,
        var text when BrandId.TryParse(text, out var brand) => brand,
        _ => throw new RefusalException(RefusalCode.BrandUnknown, "brand is not the id of a brand.", "Call list_brands for the ids."),
    };

    /// <exception cref="RefusalException"><c>value_invalid</c>: it is not an id.</exception>
    public static Guid? Id(ToolArguments arguments, string name) => arguments.Text(name) switch
    {
        null => null,
        var text when Guid.TryParseExact(text, "D", out var id) => id,
        _ => throw new RefusalException(RefusalCode.ValueInvalid, $"{name} is not an id.", "Call list_alerts for the ids."),
    };

    /// <exception cref="RefusalException"><c>value_invalid</c>: it is larger, or finer, than can be kept.</exception>
    public static decimal? Amount(ToolArguments arguments, string name)
    {
        if (arguments.Find(name) is not { } value)
            return null;

        return value.TryGetDecimal(out var amount)
            ? amount
            : throw new RefusalException(RefusalCode.ValueInvalid, $"{name} is too large.", "Give it in the unit of what is watched.");
    }
}
