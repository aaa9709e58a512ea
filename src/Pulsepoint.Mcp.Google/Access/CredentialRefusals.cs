using System.Text.Json;
using Google.Apis.Auth.OAuth2.Responses;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>Tells an operator why credentials give no token: a file, Google, or the way to it.</summary>
internal static class CredentialRefusals
{
    /// <summary>Null where it is something else.</summary>
    public static RefusalException? Of(Exception failure, CredentialSource source) => failure switch
    {
        HttpRequestException e => Refusal.SourceUnavailable(
            $"Google cannot be reached for a token ({e.HttpRequestError}).", "Look at the network and the proxy of this machine, then try again.", e),
        TokenResponseException e => Refusal.SourceUnavailable(
            "Google gives no token for the credentials.", $"Check {source.Settings}: the account may be disabled, its key deleted, or it may not act as the other.", e),
        IOException or UnauthorizedAccessException => Refusal.SourceUnavailable(
            "The file of credentials cannot be read.", $"Check {source.Settings}: name a file that is there and that this user may read, or 'default'.", failure),
        InvalidOperationException when source.Credentials == CredentialSource.Default => Refusal.SourceUnavailable(
            "Google's own tools would find no credentials on this machine.",
            $"Run gcloud auth application-default login, or check {source.Settings}: it may name a file.",
            failure),
        JsonException or InvalidOperationException => Refusal.SourceUnavailable(
            "The file of credentials holds none that Google's library knows.",
            $"Check {source.Settings}: it takes the JSON file of a service account or of an external account.",
            failure),
        _ => null,
    };
}
