using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>Has Google make tokens, with the platform's own rights.</summary>
public interface ITokenMinter
{
    /// <summary>A token of an hour at most; null where Google does not let the platform speak for the identity, or knows no such one.</summary>
    /// <exception cref="RefusalException"><c>source_unavailable</c>: Google cannot be asked now, or the platform has no credential for it.</exception>
    Task<MintedToken?> MintAsync(ServiceIdentity identity, TokenUse use, CancellationToken cancellationToken);
}
