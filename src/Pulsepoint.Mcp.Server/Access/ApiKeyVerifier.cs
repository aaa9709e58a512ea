using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Access;

/// <summary>Checks what a key says and who says it; whether it is still accepted, the database decides at every statement.</summary>
internal sealed class ApiKeyVerifier(IssuerKeys keys, TimeProvider time) : IKeyVerifier
{
    /// <summary>How far the issuer's clock and this machine's may be apart.</summary>
    public static readonly Duration Skew = Duration.FromSeconds(60);

    /// <summary>How long a key may live; a longer one is not accepted.</summary>
    public static readonly Duration LongestLife = Duration.FromDays(365);

    public TenantContext Verify(Secret apiKey)
    {
        var context = Read(apiKey);
        return HasExpired(context.ExpiresAt, Instant.FromDateTimeOffset(time.GetUtcNow())) ? throw Refusal.KeyExpired() : context;
    }

    public TenantContext Read(Secret apiKey)
    {
        ArgumentNullException.ThrowIfNull(apiKey);

        try
        {
            var token = KeyToken.Read(apiKey.Reveal());
            CheckSignature(apiKey, SigningKey(token.Header));
            return Context(apiKey, token.Claims);
        }
        catch (FormatException e)
        {
            throw Refusal.KeyInvalid(e.Message, e);
        }
    }

    private SecurityKey SigningKey(JsonElement header)
    {
        var algorithm = Text(header, "alg");
        if (algorithm is null or "none" or "None" or "NONE")
            throw new FormatException("The API key is not signed.");

        if (algorithm.StartsWith("HS", StringComparison.OrdinalIgnoreCase))
            throw new FormatException("The API key is signed with a shared secret; only ES256 is accepted.");

        if (algorithm != SecurityAlgorithms.EcdsaSha256)
            throw new FormatException("The API key is signed with another algorithm than ES256.");

        if (header.TryGetProperty("crit", out _))
            throw new FormatException("The API key demands an extension that is not supported.");

        var id = Text(header, "kid") ?? throw new FormatException("The API key does not say which key signed it.");
        return keys.Find(id) ?? throw new FormatException("The API key was signed by a key that this issuer does not have.");
    }

    private static void CheckSignature(Secret apiKey, SecurityKey signer)
    {
        var rules = new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKey = signer,
            ValidIssuer = KeyClaims.Issuer,
            ValidAudience = KeyClaims.Audience,
            // Its own check reads the machine's clock; Context does it with the time that is given.
            LifetimeValidator = (_, _, _, _) => true,
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };

        // Completes at once: the key is here, so nothing is fetched.
        var result = new JsonWebTokenHandler().ValidateTokenAsync(apiKey.Reveal(), rules).GetAwaiter().GetResult();
        if (!result.IsValid)
            throw new FormatException(Explain(result.Exception), result.Exception);
    }

    private static string Explain(Exception why) => why switch
    {
        SecurityTokenInvalidIssuerException => "The API key comes from another issuer.",
        SecurityTokenInvalidAudienceException => "The API key was made for another service.",
        SecurityTokenNoExpirationException => "The API key has no expiry.",
        _ => "The API key's signature does not fit: the key was changed or not copied whole.",
    };

    private TenantContext Context(Secret apiKey, JsonElement claims)
    {
        var grant = KeyClaims.Read(claims);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());

        if (KeyClaims.NotBefore(claims) > now + Skew || grant.IssuedAt > now + Skew)
            throw new FormatException("The API key is not valid yet; is this machine's clock right?");

        if (grant.ExpiresAt - grant.IssuedAt > LongestLife + Skew)
            throw new FormatException("The API key is valid for more than 365 days.");

        return new TenantContext
        {
            Tenant = grant.Tenant,
            TenantName = grant.TenantName,
            User = grant.User,
            UserName = grant.UserName,
            Key = grant.Key,
            Permissions = grant.Permissions,
            Brands = grant.Brands,
            ExpiresAt = grant.ExpiresAt,
            Login = DatabaseLogin.For(apiKey, grant.Key),
        };
    }

    public static bool HasExpired(Instant expiresAt, Instant now) => now >= expiresAt + Skew;

    private static string? Text(JsonElement header, string name) =>
        header.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
