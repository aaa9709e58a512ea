namespace Pulsepoint.Mcp.Core.Sealing;

/// <summary>A secret as it may be kept: nonce, tag and ciphertext.</summary>
/// <param name="KeyId">Which sealing key opens it.</param>
/// <param name="Bytes">12 bytes of nonce, 16 of tag, and the text.</param>
public sealed record SealedSecret(string KeyId, byte[] Bytes);
