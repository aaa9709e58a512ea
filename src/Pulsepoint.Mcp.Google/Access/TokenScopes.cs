using Pulsepoint.Mcp.Core.Tokens;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>As narrow as the use. What an identity may in each service, IAM says; a scope can only take from that.</summary>
internal static class TokenScopes
{
    private const string PubSub = "https://www.googleapis.com/auth/pubsub";

    // A job cannot be begun with the narrower scope for reading.
    private const string BigQuery = "https://www.googleapis.com/auth/bigquery";

    public static IReadOnlyList<string> Of(TokenUse use) => use is TokenUse.FactsAndEvents ? [BigQuery, PubSub] : [PubSub];
}
