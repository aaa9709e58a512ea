using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pulsepoint.Mcp.Server.Access;

/// <summary>A public key as a JWKS document.</summary>
internal static class JwksDocument
{
    public static string Write(ECDsa key)
    {
        var (x, y) = Point(key);
        return $$"""
            {
              "keys": [
                { "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "{{KeyId(key)}}", "x": "{{x}}", "y": "{{y}}" }
              ]
            }

            """;
    }

    /// <summary>The thumbprint of RFC 7638: members in this order, without white space.</summary>
    public static string KeyId(ECDsa key)
    {
        var (x, y) = Point(key);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
    }

    private static (string X, string Y) Point(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }
}
