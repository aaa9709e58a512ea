namespace Pulsepoint.Mcp.Core.Sealing;

/// <summary>A sealed secret as a rotation sees it.</summary>
/// <param name="KeyId">The key that it is sealed with.</param>
/// <param name="ResealAsync">
/// Opens it with a key of the ring and seals it with the ring's first, on record with the organisation; false where it was changed
/// meanwhile. Refuses with <c>source_unavailable</c> where its key is not in the ring.
/// </param>
public sealed record ResealableSecret(string KeyId, Func<SealingKeyRing, CancellationToken, Task<bool>> ResealAsync);
