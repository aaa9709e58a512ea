using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>Names every tenant's topic: <c>projects/acme/topics/pulsepoint-{tenant}</c>.</summary>
internal sealed record TopicTemplate
{
    private const string Tenant = "{tenant}";

    // A slug may begin with a digit and be this long; what is valid with it is valid with every other.
    private static readonly string s_hardestSlug = new('0', 40);

    private readonly string _text;

    private TopicTemplate(string text) => _text = text;

    /// <summary>Null where the text names no topic, or the same for two tenants.</summary>
    public static TopicTemplate? TryParse(string text) =>
        text.Contains(Tenant, StringComparison.Ordinal) && TopicName.TryParse(Fill(text, s_hardestSlug), out _) ? new TopicTemplate(text) : null;

    public TopicName For(TenantId tenant) => TopicName.Parse(Fill(_text, tenant.Value));

    private static string Fill(string text, string slug) => text.Replace(Tenant, slug, StringComparison.Ordinal);
}
