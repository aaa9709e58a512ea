using System.Security.Cryptography;
using System.Text;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>A token as it lies in the mailbox: the worker's public half of a pair made for it alone, and behind that the sealed token.</summary>
public static class TokenEnvelope
{
    /// <summary>A public key of P-256 as X.509 writes it, the point uncompressed.</summary>
    public const int PublicKeyBytes = 91;

    private const string P256 = "1.2.840.10045.3.1.7";

    public static bool IsPublicKey(ReadOnlySpan<byte> bytes)
    {
        try
        {
            using var peer = ECDiffieHellman.Create();
            peer.ImportSubjectPublicKeyInfo(bytes, out var read);
            return read == bytes.Length && read == PublicKeyBytes && peer.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <exception cref="CryptographicException">The asker's public key is none of P-256.</exception>
    public static byte[] Seal(TokenBinding binding, ReadOnlySpan<byte> askersPublicKey, Secret token)
    {
        ArgumentNullException.ThrowIfNull(binding);
        ArgumentNullException.ThrowIfNull(token);

        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var workers = pair.ExportSubjectPublicKeyInfo();
        var text = Encoding.UTF8.GetBytes(token.Reveal());
        var box = TokenAgreement.Of(pair, askersPublicKey, askersPublicKey, workers).Seal(binding.ToBytes(), text);
        CryptographicOperations.ZeroMemory(text);
        return [.. workers, .. box];
    }

    /// <summary>The token; null where the envelope was changed, or is for something else.</summary>
    internal static Secret? TryOpen(TokenBinding binding, ECDiffieHellman pair, ReadOnlySpan<byte> envelope)
    {
        if (envelope.Length <= PublicKeyBytes)
            return null;

        try
        {
            var workers = envelope[..PublicKeyBytes];
            var text = TokenAgreement.Of(pair, workers, pair.ExportSubjectPublicKeyInfo(), workers).TryOpen(binding.ToBytes(), envelope[PublicKeyBytes..]);
            if (text is null)
                return null;

            var token = new Secret(Encoding.UTF8.GetString(text));
            CryptographicOperations.ZeroMemory(text);
            return token;
        }
        catch (CryptographicException)
        {
            // What should be the worker's public key is none.
            return null;
        }
    }
}
