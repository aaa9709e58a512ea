using System.Security.Cryptography;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>
/// A public half as it is sent: what X.509 writes before an uncompressed point of P-256, always the same, and the point. Read by hand,
/// so that nothing else is ever handed to a parser: what another curve does depends on the machine.
/// </summary>
internal static class TokenPoint
{
    private const int CoordinateBytes = 32;

    private static ReadOnlySpan<byte> Head =>
        [0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04];

    /// <summary>The half; null where it is none, or no point of the curve.</summary>
    public static ECDiffieHellman? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Head.Length + (2 * CoordinateBytes) || !bytes.StartsWith(Head))
            return null;

        try
        {
            return ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = bytes.Slice(Head.Length, CoordinateBytes).ToArray(), Y = bytes[^CoordinateBytes..].ToArray() },
            });
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
