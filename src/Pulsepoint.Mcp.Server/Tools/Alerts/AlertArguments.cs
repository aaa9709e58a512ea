using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Tools.Alerts;

/// <summary>Reads what the tools of alerts have in common.</summary>
internal static class AlertArguments
{
    /// <exception cref="RefusalException"><c>brand_unknown</c>: the key sees no such brand, whatever there is beyond it.</exception>
    public static async Task<BrandId?> BrandAsync(ITenantProfiles profiles, TenantContext tenant, ToolArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Text("brand") is not { } named)
            return null;

        var profile = await profiles.ReadAsync(tenant, cancellationToken);
        return (profile.Brands.FirstOrDefault(b => b.Id.Value == named) ?? throw Refusal.BrandUnknown()).Id;
    }

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
