using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Access;

/// <summary>Holds the private signing key of the state folder; only an issuer's machine has one.</summary>
public interface IKeyIssuer
{
    /// <summary>Whether a signing key exists in the state folder.</summary>
    bool Exists { get; }

    /// <summary>Makes the signing key (ES256, 0600) and its public JWKS where there is none yet.</summary>
    void Init();

    /// <summary>
    /// Makes a new signing key, which signs from now on. The old one is destroyed; its public key stays in the JWKS until the
    /// last key that it may have signed has expired.
    /// </summary>
    /// <exception cref="Refusals.RefusalException">There is no signing key yet, or another rotation is at work.</exception>
    void Rotate();

    /// <summary>The public keys as a JWKS document (JSON): the one that signs, then those that signed keys still alive.</summary>
    string Jwks();

    /// <summary>Signs a key that says what the grant says.</summary>
    Secret Sign(KeyGrant grant);
}
