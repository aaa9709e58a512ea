using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>Names every tenant's topic or subscription: <c>projects/acme/topics/pulsepoint-{tenant}</c>.</summary>
internal sealed record ResourceTemplate<TKind>
    where TKind : IResourceKind
{
    private const string Tenant = "{tenant}";

    // A slug may begin with a digit and be this long; what is valid with it is valid with every other.
    private static readonly string s_hardestSlug = new('0', 40);

    private readonly string _text;

    private ResourceTemplate(string text) => _text = text;

    /// <summary>Null where the text names none of the kind, or the same for two tenants.</summary>
    public static ResourceTemplate<TKind>? TryParse(string text) =>
        text.Contains(Tenant, StringComparison.Ordinal) && ResourceName<TKind>.TryParse(Fill(text, s_hardestSlug), out _) ? new ResourceTemplate<TKind>(text) : null;

    public ResourceName<TKind> For(TenantId tenant) => ResourceName<TKind>.Parse(Fill(_text, tenant.Value));

    private static string Fill(string text, string slug) => text.Replace(Tenant, slug, StringComparison.Ordinal);
}
