using System.Security.Cryptography;
using System.Text;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>A token as it lies in the mailbox: the worker's public half of a pair made for it alone, and behind that the sealed token.</summary>
public static class TokenEnvelope
{
    /// <summary>A public half of P-256 as X.509 writes it, the point uncompressed.</summary>
    public const int PublicKeyBytes = 91;

    public static bool IsPublicKey(ReadOnlySpan<byte> bytes)
    {
        using var half = TokenPoint.TryRead(bytes);
        return half is not null;
    }

    /// <exception cref="ArgumentException">The asker's public half is none of P-256.</exception>
    public static byte[] Seal(TokenBinding binding, ReadOnlySpan<byte> askersPublicKey, Secret token)
    {
        ArgumentNullException.ThrowIfNull(binding);
        ArgumentNullException.ThrowIfNull(token);

        using var asker = TokenPoint.TryRead(askersPublicKey) ?? throw new ArgumentException("What is to be sealed to is no public key of P-256.", nameof(askersPublicKey));
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var workers = pair.ExportSubjectPublicKeyInfo();
        var text = Encoding.UTF8.GetBytes(token.Reveal());
        var box = TokenAgreement.Of(pair, asker, askersPublicKey, workers).Seal(binding.ToBytes(), text);
        CryptographicOperations.ZeroMemory(text);
        return [.. workers, .. box];
    }

    /// <summary>The token; null where the envelope was changed, or is for something else.</summary>
    internal static Secret? TryOpen(TokenBinding binding, ECDiffieHellman pair, ReadOnlySpan<byte> envelope)
    {
        if (envelope.Length <= PublicKeyBytes)
            return null;

        var workers = envelope[..PublicKeyBytes];
        using var worker = TokenPoint.TryRead(workers);
        if (worker is null)
            return null;

        var text = TokenAgreement.Of(pair, worker, pair.ExportSubjectPublicKeyInfo(), workers).TryOpen(binding.ToBytes(), envelope[PublicKeyBytes..]);
        if (text is null)
            return null;

        var token = new Secret(Encoding.UTF8.GetString(text));
        CryptographicOperations.ZeroMemory(text);
        return token;
    }
}
