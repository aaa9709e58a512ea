using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>A request that a worker has taken.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Id">The request.</param>
/// <param name="Key">The key that asked, good when it was taken.</param>
/// <param name="Identity">The tenant's service identity.</param>
/// <param name="PublicKey">What the answer is sealed to.</param>
/// <param name="Use">What the key's permissions are good for.</param>
public sealed record WaitingToken(TenantId Tenant, TokenRequestId Id, KeyId Key, ServiceIdentity Identity, byte[] PublicKey, TokenUse Use);
