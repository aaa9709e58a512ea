using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pulsepoint.Mcp.Server.Access;

/// <summary>The public half of a signing key: a point of P-256, and the name that keys give their signer.</summary>
internal sealed record IssuerPublicKey(string Id, string X, string Y)
{
    public static IssuerPublicKey Of(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));

        // The thumbprint of RFC 7638: members in this order, without white space.
        var thumbprint = SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}"""));
        return new IssuerPublicKey(Base64Url.EncodeToString(thumbprint), x, y);
    }
}
