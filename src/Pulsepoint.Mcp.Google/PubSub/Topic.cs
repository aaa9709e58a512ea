namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>Where events are published.</summary>
internal sealed class Topic : IResourceKind
{
    public static string Noun => "topic";

    public static string Collection => "topics";

    public static string Example => "projects/acme/topics/pulsepoint-aurora";
}
