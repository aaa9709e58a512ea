using System.Security.Cryptography;
using System.Text;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Sealing;

/// <summary>A key of AES-256-GCM. Its id follows from the key, so that nobody has to name it.</summary>
public sealed class SealingKey
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int IdDigits = 16;

    private readonly byte[] _key;

    private SealingKey(byte[] key)
    {
        _key = key;
        Id = Convert.ToHexStringLower(HMACSHA256.HashData(key, "pulsepoint-sealing-key-id-v1"u8))[..IdDigits];
    }

    public string Id { get; }

    public static SealingKey Create() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The key from its base64 text; null where the text is none of 32 bytes.</summary>
    public static SealingKey? TryParse(string text)
    {
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(text.Trim(), key, out var written) && written == KeyBytes ? new SealingKey(key) : null;
    }

    /// <summary>A key that follows from something else, which whoever opens has, too.</summary>
    /// <param name="key">32 bytes.</param>
    internal static SealingKey Of(byte[] key) => key.Length == KeyBytes ? new SealingKey(key) : throw new ArgumentException("A key has 32 bytes.", nameof(key));

    /// <summary>What <see cref="TryParse"/> reads. Belongs into a file that only its owner can read.</summary>
    public Secret ToText() => new(Convert.ToBase64String(_key));

    public SealedSecret Seal(SecretPlace place, Secret secret)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(secret);

        var text = Encoding.UTF8.GetBytes(secret.Reveal());
        var bytes = Seal(Bound(place), text);
        CryptographicOperations.ZeroMemory(text);
        return new SealedSecret(Id, bytes);
    }

    /// <exception cref="RefusalException"><c>source_unavailable</c>: it was changed, or was sealed for another place.</exception>
    public Secret Open(SecretPlace place, SealedSecret secret)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(secret);

        var text = TryOpen(Bound(place), secret.Bytes) ?? throw Damaged(place);
        var opened = new Secret(Encoding.UTF8.GetString(text));
        CryptographicOperations.ZeroMemory(text);
        return opened;
    }

    /// <summary>12 bytes of nonce, 16 of tag, and the text.</summary>
    /// <param name="bound">What it is sealed together with; it opens only with the same.</param>
    /// <param name="text">What to seal.</param>
    public byte[] Seal(ReadOnlySpan<byte> bound, ReadOnlySpan<byte> text)
    {
        var bytes = new byte[NonceBytes + TagBytes + text.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(bytes.AsSpan(0, NonceBytes), text, bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), bound);
        return bytes;
    }

    /// <summary>What was sealed; null where it was changed, or is bound to something else.</summary>
    public byte[]? TryOpen(ReadOnlySpan<byte> bound, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < NonceBytes + TagBytes)
            return null;

        var text = new byte[bytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_key, TagBytes);
        try
        {
            aes.Decrypt(bytes[..NonceBytes], bytes[(NonceBytes + TagBytes)..], bytes.Slice(NonceBytes, TagBytes), text, bound);
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    // A line feed in one of the parts could make two places look the same.
    private static byte[] Bound(SecretPlace place) => $"{place.Source}{place.Name}".Contains('\n', StringComparison.Ordinal)
        ? throw new ArgumentException("A source or a name holds a line feed.", nameof(place))
        : Encoding.UTF8.GetBytes($"pulsepoint-sealed-v1\n{place.Tenant}\n{place.Brand}\n{place.Source}\n{place.Name}");

    private static RefusalException Damaged(SecretPlace place) => Refusal.SourceUnavailable(
        $"The sealed secret {place} was changed or belongs elsewhere, so it cannot be opened.",
        "Set it anew with 'pulsepoint-mcp secrets set'.");
}
