using System.Security.Cryptography;
using System.Text;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>
/// The pair of one request. Its private half never lies on a disk: so that other processes of the same key can open the answer,
/// too, it is kept beside the request, sealed with what only the API key itself gives.
/// </summary>
public sealed class TokenReceiver : IDisposable
{
    private const int KeyBytes = 32;

    private readonly ECDiffieHellman _pair;

    private TokenReceiver(ECDiffieHellman pair) => _pair = pair;

    private static ReadOnlySpan<byte> Purpose => "pulsepoint-token-keepsake-v1"u8;

    public static TokenReceiver Create() => new(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The pair of a request that this or another process of the key made; null where the keepsake is not of this key and request.</summary>
    public static TokenReceiver? TryRestore(TenantContext tenant, TokenRequestId request, ReadOnlySpan<byte> keepsake)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        if (SealerOf(tenant).TryOpen(Bound(tenant, request), keepsake) is not { } half)
            return null;

        var pair = ECDiffieHellman.Create();
        try
        {
            pair.ImportPkcs8PrivateKey(half, out _);
            return new TokenReceiver(pair);
        }
        catch (CryptographicException)
        {
            pair.Dispose();
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(half);
        }
    }

    public byte[] PublicKey() => _pair.ExportSubjectPublicKeyInfo();

    /// <summary>The private half, sealed for the processes of this key.</summary>
    public byte[] Keepsake(TenantContext tenant, TokenRequestId request)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        var half = _pair.ExportPkcs8PrivateKey();
        var kept = SealerOf(tenant).Seal(Bound(tenant, request), half);
        CryptographicOperations.ZeroMemory(half);
        return kept;
    }

    /// <summary>The token; null where the envelope was changed, or answers something else.</summary>
    public Secret? TryOpen(TokenBinding binding, ReadOnlySpan<byte> envelope)
    {
        ArgumentNullException.ThrowIfNull(binding);

        return TokenEnvelope.TryOpen(binding, _pair, envelope);
    }

    public void Dispose() => _pair.Dispose();

    // The login's password follows from the whole API key, and the database has no more of it than a verifier.
    private static SealingKey SealerOf(TenantContext tenant) => SealingKey.Of(HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(tenant.Login.Password.Reveal()), KeyBytes, info: Purpose.ToArray()));

    private static byte[] Bound(TenantContext tenant, TokenRequestId request) =>
        Encoding.UTF8.GetBytes($"pulsepoint-token-keepsake-v1\n{tenant.Tenant}\n{tenant.Key}\n{request}");
}
