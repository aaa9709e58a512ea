using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <param name="Address">Where Pub/Sub is asked.</param>
/// <param name="NeedsToken">Whether it asks who is there; emulators do not.</param>
internal sealed record PubSubEndpoint(Uri Address, bool NeedsToken)
{
    public static PubSubEndpoint Google { get; } = new(new Uri("https://pubsub.googleapis.com/"), NeedsToken: true);

    /// <summary>Null where the text is not <c>host:port</c>.</summary>
    public static PubSubEndpoint? TryParseEmulator(string text) =>
        EmulatorHost.TryParse(text) is { } address ? new PubSubEndpoint(address, NeedsToken: false) : null;
}
