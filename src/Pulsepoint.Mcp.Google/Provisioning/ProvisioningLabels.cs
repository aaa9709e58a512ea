using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Google.Provisioning;

/// <summary>What bills and lists can be cut by.</summary>
internal static class ProvisioningLabels
{
    public const string Tenant = "tenant";

    private const string Kind = "kind";
    private const string ManagedBy = "managed-by";
    private const string Us = "pulsepoint-mcp";
    private const string View = "view";

    public static Dictionary<string, string> Of(TenantId tenant) => new(StringComparer.Ordinal) { [ManagedBy] = Us, [Tenant] = tenant.Value };

    public static Dictionary<string, string> OfView(TenantId tenant) => new(Of(tenant), StringComparer.Ordinal) { [Kind] = View };

    public static Dictionary<string, string> Of(TenantId tenant, TableKind kind) => new(Of(tenant), StringComparer.Ordinal)
    {
        [Kind] = kind switch
        {
            TableKind.Facts => "facts",
            TableKind.Dimensions => "dimensions",
            TableKind.Records => "records",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        },
    };

    /// <summary>Those of ours that are missing, or say something else.</summary>
    public static IReadOnlyDictionary<string, string> Missing(IReadOnlyDictionary<string, string>? existing, IReadOnlyDictionary<string, string> wanted) =>
        wanted.Where(l => existing?.GetValueOrDefault(l.Key) != l.Value).ToDictionary(StringComparer.Ordinal);
}
