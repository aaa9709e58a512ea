using System.Security.Cryptography;
using Pulsepoint.Mcp.Core.Sealing;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>The key that both halves of two pairs give: ECDH over P-256, then HKDF-SHA256 bound to both public halves.</summary>
internal static class TokenAgreement
{
    private const int KeyBytes = 32;

    private static ReadOnlySpan<byte> Purpose => "pulsepoint-token-agreement-v1"u8;

    public static SealingKey Of(ECDiffieHellman own, ECDiffieHellman other, ReadOnlySpan<byte> askers, ReadOnlySpan<byte> workers)
    {
        using var half = other.PublicKey;
        var shared = own.DeriveRawSecretAgreement(half);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, KeyBytes, info: [.. Purpose, .. askers, .. workers]);
        CryptographicOperations.ZeroMemory(shared);
        return SealingKey.Of(key);
    }
}
