namespace Pulsepoint.Mcp.Server.Access;

/// <summary>Public keys as a JWKS document.</summary>
internal static class JwksDocument
{
    public static string Write(IEnumerable<IssuerPublicKey> keys) => $$"""
        {
          "keys": [
        {{string.Join(",\n", keys.Select(Line))}}
          ]
        }

        """;

    private static string Line(IssuerPublicKey key) =>
        $$"""    { "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "{{key.Id}}", "x": "{{key.X}}", "y": "{{key.Y}}" }""";
}
