namespace Pulsepoint.Mcp.Google.Access;

/// <summary>Reads the settings that put an emulator in Google's place: <c>localhost:8085</c>.</summary>
internal static class EmulatorHost
{
    // Other programs read the same settings, and some of them take them as an address.
    private const string Scheme = "http://";

    /// <summary>Where it is asked; null where the text is not <c>host:port</c>.</summary>
    public static Uri? TryParse(string text)
    {
        var hostAndPort = text.StartsWith(Scheme, StringComparison.Ordinal) ? text[Scheme.Length..].TrimEnd('/') : text;
        var isAddress = Uri.TryCreate($"{Scheme}{hostAndPort}/", UriKind.Absolute, out var address)
            && hostAndPort.EndsWith(FormattableString.Invariant($":{address.Port}"), StringComparison.Ordinal)
            && address is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };

        return isAddress ? address : null;
    }
}
