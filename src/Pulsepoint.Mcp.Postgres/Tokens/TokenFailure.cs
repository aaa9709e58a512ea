using Npgsql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tokens;

namespace Pulsepoint.Mcp.Postgres.Tokens;

/// <summary>What stands in the way of a token, or of an identity.</summary>
internal static class TokenFailure
{
    /// <summary>The refusal that the failure stands for; null when it is something else.</summary>
    public static RefusalException? ToRefusal(PostgresException failure) => failure.MessageText switch
    {
        "pulsepoint:google_identity_missing" => TokenRefusal.IdentityMissing(failure),
        "pulsepoint:google_identity_taken" => new RefusalException(
            RefusalCode.ValueInvalid,
            "Another organisation has this service identity, and each needs one of its own: it keeps their data apart.",
            "Make a service account for this organisation alone, and let it read that organisation's dataset only.",
            failure),
        "pulsepoint:google_identity_malformed" => new RefusalException(
            RefusalCode.ValueInvalid, "This is not the address of a service account.", "For example: pulsepoint-aurora@acme.iam.gserviceaccount.com", failure),
        _ => null,
    };
}
