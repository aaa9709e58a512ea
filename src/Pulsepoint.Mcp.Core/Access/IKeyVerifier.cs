using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Access;

/// <summary>Checks a key's signature and claims against the issuer's public keys, without any network or database.</summary>
public interface IKeyVerifier
{
    /// <summary>The context that the key stands for.</summary>
    /// <exception cref="Refusals.RefusalException"><c>key_invalid</c> or <c>key_expired</c>, with the reason in one sentence.</exception>
    TenantContext Verify(Secret apiKey);

    /// <summary>What the key says, checked in the same way but for its expiry: for showing it, never for using it.</summary>
    /// <exception cref="Refusals.RefusalException"><c>key_invalid</c>, with the reason in one sentence.</exception>
    TenantContext Read(Secret apiKey);
}
