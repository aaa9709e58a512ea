namespace Pulsepoint.Mcp.Core.Sealing;

/// <summary>What a rotation did.</summary>
/// <param name="Resealed">How many secrets were put under the key.</param>
/// <param name="KeyId">The key that all are sealed with now.</param>
/// <param name="File">Where it is kept; null where the settings name it.</param>
public sealed record SecretRotation(int Resealed, string KeyId, string? File);
