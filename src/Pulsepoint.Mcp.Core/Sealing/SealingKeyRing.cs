using System.Text;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Sealing;

/// <summary>The key that seals now, and older ones that still open.</summary>
public sealed class SealingKeyRing(SealingKey current, IReadOnlyList<SealingKey> older)
{
    public SealingKey Current { get; } = current;

    public IReadOnlyList<SealingKey> Older { get; } = older;

    /// <exception cref="RefusalException"><c>source_unavailable</c>: its key is not here, or it was changed.</exception>
    public Secret Open(SecretPlace place, SealedSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);

        var key = Older.Prepend(Current).FirstOrDefault(k => k.Id == secret.KeyId) ?? throw Refusal.SourceUnavailable(
            $"The secret {place} is sealed with the key {secret.KeyId}, which is not here.",
            "Bring that key back: PULSEPOINT_SEALING_KEY_OLD, or the state folder's secrets/sealing.keys. Or set the secret anew with 'pulsepoint-mcp secrets set'.");
        return key.Open(place, secret);
    }

    /// <summary>Opens what <see cref="Seal"/> sealed with one of the keys.</summary>
    /// <exception cref="RefusalException"><c>source_unavailable</c>: its key is not here, or it was changed or sealed for something else.</exception>
    public Secret Open(string bound, SealedSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);

        var text = Older.Prepend(Current).FirstOrDefault(k => k.Id == secret.KeyId)?.TryOpen(Encoding.UTF8.GetBytes(bound), secret.Bytes);
        return text is not null
            ? new Secret(Encoding.UTF8.GetString(text))
            : throw Refusal.SourceUnavailable(
                $"A secret is sealed with the key {secret.KeyId}, which is not here, or it was changed.",
                "Bring that key back: PULSEPOINT_SEALING_KEY_OLD, or the state folder's secrets/sealing.keys. Or set the secret anew.");
    }

    /// <summary>Seals with the first key; it opens with the same words only.</summary>
    public SealedSecret Seal(string bound, Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);

        return new SealedSecret(Current.Id, Current.Seal(Encoding.UTF8.GetBytes(bound), Encoding.UTF8.GetBytes(secret.Reveal())));
    }
}
