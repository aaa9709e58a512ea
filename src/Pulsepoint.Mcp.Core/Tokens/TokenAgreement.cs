using System.Security.Cryptography;
using Pulsepoint.Mcp.Core.Sealing;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>The key that both halves of two pairs give: ECDH over P-256, then HKDF-SHA256 bound to both public halves.</summary>
internal static class TokenAgreement
{
    private const int KeyBytes = 32;

    private static ReadOnlySpan<byte> Purpose => "pulsepoint-token-agreement-v1"u8;

    /// <exception cref="CryptographicException">The other half is no point of P-256.</exception>
    public static SealingKey Of(ECDiffieHellman own, ReadOnlySpan<byte> other, ReadOnlySpan<byte> askers, ReadOnlySpan<byte> workers)
    {
        using var peer = ECDiffieHellman.Create();
        peer.ImportSubjectPublicKeyInfo(other, out var read);
        if (read != other.Length || peer.KeySize != own.KeySize)
            throw new CryptographicException("What was sent is not one public key of P-256.");

        var shared = own.DeriveRawSecretAgreement(peer.PublicKey);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, KeyBytes, info: [.. Purpose, .. askers, .. workers]);
        CryptographicOperations.ZeroMemory(shared);
        return SealingKey.Of(key);
    }
}
