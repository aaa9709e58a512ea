using Pulsepoint.Mcp.Core.Tokens;

namespace Pulsepoint.Mcp.Postgres.Tokens;

/// <summary>How the database calls a denial.</summary>
internal static class TokenDenials
{
    public static string Name(TokenDenial denial) => denial switch
    {
        TokenDenial.IdentityMissing => "identity_missing",
        TokenDenial.IdentityRefused => "identity_refused",
        _ => "request_malformed",
    };

    public static TokenDenial? Of(string? name) => name switch
    {
        null => null,
        "identity_missing" => TokenDenial.IdentityMissing,
        "identity_refused" => TokenDenial.IdentityRefused,
        _ => TokenDenial.RequestMalformed,
    };
}
