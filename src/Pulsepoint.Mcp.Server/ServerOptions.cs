using NodaTime;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server;

/// <summary>What the door needs to know; nothing here is read or checked before a call needs it.</summary>
public sealed record ServerOptions
{
    /// <summary>Shown to clients as the server's version.</summary>
    public required string Version { get; init; }

    public required StateFolder State { get; init; }

    /// <summary><c>PULSEPOINT_API_KEY</c>; it wins over <see cref="KeyFile"/>.</summary>
    public Secret? Key { get; init; }

    /// <summary><c>PULSEPOINT_API_KEY_FILE</c>: a file that holds the key, alone or in a bundle.</summary>
    public string? KeyFile { get; init; }

    /// <summary><c>PULSEPOINT_JWKS</c>: the issuer's public keys; unset, those of the state folder's own issuer.</summary>
    public string? JwksFile { get; init; }

    /// <summary>The public keys that came with the key in a bundle, as a JWK set; <see cref="JwksFile"/> wins.</summary>
    public string? BundledJwks { get; init; }

    /// <summary><c>PULSEPOINT_NOW</c>: a fixed business now, for demo tenants only; keys always use the real clock.</summary>
    public Instant? Now { get; init; }

    /// <summary>Calls at work at once; more wait their turn and can be cancelled while they do.</summary>
    public int MaxCallsAtWork { get; init; } = 32;

    /// <summary><c>PULSEPOINT_ANSWER_SECONDS</c>: how long an answer may take from when its turn came, 3 s; then the call is refused.</summary>
    public Duration Patience { get; init; } = Duration.FromSeconds(3);

    /// <summary>How long an answer with every row may take, into a file that nobody waits for as one waits for an answer.</summary>
    public Duration WholePatience { get; init; } = Duration.FromMinutes(10);

    /// <summary>A longer message is refused and skipped; the connection goes on.</summary>
    public int MaxMessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long calls at work may take after the input has ended.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
