using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>Names every tenant's subscription: <c>projects/acme/subscriptions/pulsepoint-alerts-{tenant}</c>.</summary>
internal sealed record SubscriptionTemplate
{
    private const string Tenant = "{tenant}";

    // A slug may begin with a digit and be this long; what is valid with it is valid with every other.
    private static readonly string s_hardestSlug = new('0', 40);

    private readonly string _text;

    private SubscriptionTemplate(string text) => _text = text;

    /// <summary>Null where the text names no subscription, or the same for two tenants.</summary>
    public static SubscriptionTemplate? TryParse(string text) =>
        text.Contains(Tenant, StringComparison.Ordinal) && SubscriptionName.TryParse(Fill(text, s_hardestSlug), out _) ? new SubscriptionTemplate(text) : null;

    public SubscriptionName For(TenantId tenant) => SubscriptionName.Parse(Fill(_text, tenant.Value));

    private static string Fill(string text, string slug) => text.Replace(Tenant, slug, StringComparison.Ordinal);
}
