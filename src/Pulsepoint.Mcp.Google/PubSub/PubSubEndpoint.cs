namespace Pulsepoint.Mcp.Google.PubSub;

/// <param name="Address">Where Pub/Sub is asked.</param>
/// <param name="NeedsToken">Whether it asks who is there; emulators do not.</param>
internal sealed record PubSubEndpoint(Uri Address, bool NeedsToken)
{
    // Other programs read the same setting, and some of them take it as an address.
    private const string Scheme = "http://";

    public static PubSubEndpoint Google { get; } = new(new Uri("https://pubsub.googleapis.com/"), NeedsToken: true);

    /// <summary>Null where the text is not <c>host:port</c>.</summary>
    public static PubSubEndpoint? TryParseEmulator(string text)
    {
        var hostAndPort = text.StartsWith(Scheme, StringComparison.Ordinal) ? text[Scheme.Length..].TrimEnd('/') : text;
        var isAddress = Uri.TryCreate($"{Scheme}{hostAndPort}/", UriKind.Absolute, out var address)
            && hostAndPort.EndsWith(FormattableString.Invariant($":{address.Port}"), StringComparison.Ordinal)
            && address is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };

        return isAddress ? new PubSubEndpoint(address!, NeedsToken: false) : null;
    }
}
