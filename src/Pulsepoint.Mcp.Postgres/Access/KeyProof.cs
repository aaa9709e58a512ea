using System.Security.Cryptography;
using System.Text;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Access;

/// <summary>What the database keeps of a key instead of the key: neither part can be turned back into it or its password.</summary>
internal sealed record KeyProof(byte[] Hash, string Verifier)
{
    public static KeyProof Of(Secret apiKey, KeyId key)
    {
        ArgumentNullException.ThrowIfNull(apiKey);

        return new KeyProof(
            SHA256.HashData(Encoding.ASCII.GetBytes(apiKey.Reveal())), ScramVerifier.Make(DatabaseLogin.For(apiKey, key).Password));
    }
}
