namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>Where the events of a topic wait for one reader.</summary>
internal sealed class Subscription : IResourceKind
{
    public static string Noun => "subscription";

    public static string Collection => "subscriptions";

    public static string Example => "projects/acme/subscriptions/pulsepoint-alerts";
}
