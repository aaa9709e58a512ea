using System.Globalization;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>Why there is no access token.</summary>
public static class TokenRefusal
{
    /// <summary>The request waits, and nobody serves it.</summary>
    public static RefusalException Unserved(TimeSpan patience) => Refusal.SourceUnavailable(
        string.Create(CultureInfo.InvariantCulture, $"Nobody has made an access token for Google within {patience.TotalSeconds:0.#} s."),
        "Ask your administrator to run 'pulsepoint-mcp worker --tokens' on the platform's machine, then try again: the request waits there for ten minutes.");

    public static RefusalException Unanswered(TimeSpan patience) => Refusal.SourceUnavailable(
        string.Create(CultureInfo.InvariantCulture, $"The database, where an access token for Google is asked for, did not answer within {patience.TotalSeconds:0.#} s."),
        "It may be busy: try again in a moment.");

    public static RefusalException IdentityMissing(Exception? cause = null) => Refusal.SourceUnavailable(
        "The organisation has no service identity at Google.",
        "Ask your administrator to set it with 'pulsepoint-mcp tenant google SLUG --identity EMAIL'.",
        cause);

    public static RefusalException IdentityRefused() => Refusal.SourceUnavailable(
        "Google does not let the platform speak for the organisation's service identity.",
        "Ask your administrator to grant the platform's own identity the role Service Account Token Creator on it, then try again.");

    public static RefusalException Of(TokenDenial denial) => denial switch
    {
        TokenDenial.IdentityMissing => IdentityMissing(),
        TokenDenial.IdentityRefused => IdentityRefused(),
        _ => Unreadable(),
    };

    public static RefusalException TooMany(int seconds) => new(
        RefusalCode.RateLimited,
        "This key asked for access tokens six times within an hour, which is as often as it may.",
        "One token serves all processes of a key for an hour: if it runs out sooner, tell your administrator.")
    {
        RetryAfterSeconds = seconds,
    };

    public static RefusalException Unreadable() => Refusal.SourceUnavailable(
        "The access token that lies in the mailbox cannot be opened with this key.",
        "Try again in a minute; if it lasts, ask your administrator to look at 'pulsepoint-mcp worker --tokens'.");
}
