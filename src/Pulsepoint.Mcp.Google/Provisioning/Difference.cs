using Pulsepoint.Mcp.Core.Provisioning;

namespace Pulsepoint.Mcp.Google.Provisioning;

/// <summary>What keeps a thing from being as it is wanted.</summary>
/// <param name="Change">What is to be done.</param>
/// <param name="Patch">What to send for it; null where nothing is to be done, or it cannot be.</param>
/// <param name="Details">What changes, in a few words each.</param>
/// <param name="Conflicts">Why it cannot become what is wanted, each with its name; mostly none.</param>
internal sealed record Difference<T>(ProvisioningChange Change, T? Patch, IReadOnlyList<string> Details, IReadOnlyList<string> Conflicts)
    where T : class
{
    public static Difference<T> Make(T whole, params IReadOnlyList<string> details) => new(ProvisioningChange.Make, whole, details, []);

    public static Difference<T> Of(T patch, IReadOnlyList<string> details, IReadOnlyList<string> conflicts) => details.Count == 0 || conflicts.Count > 0
        ? new Difference<T>(ProvisioningChange.None, null, [], conflicts)
        : new Difference<T>(ProvisioningChange.Change, patch, details, []);
}
