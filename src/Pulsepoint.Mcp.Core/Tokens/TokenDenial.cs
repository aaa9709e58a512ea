namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>Why a request gets no token, however long it waits.</summary>
public enum TokenDenial
{
    /// <summary>The tenant has no service identity any more.</summary>
    IdentityMissing,

    /// <summary>Google does not let the platform speak for it.</summary>
    IdentityRefused,

    /// <summary>What the answer was to be sealed to is no public key.</summary>
    RequestMalformed,
}
