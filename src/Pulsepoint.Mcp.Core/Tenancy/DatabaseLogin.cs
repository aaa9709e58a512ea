using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pulsepoint.Mcp.Core.Tenancy;

/// <summary>
/// The Postgres login that belongs to one key. Name and password both follow from the key, so an analyst holds one
/// secret and the key itself is never sent to the database.
/// </summary>
public sealed record DatabaseLogin(string Role, Secret Password)
{
    private const string RolePrefix = "pp_k_";

    // Bound into the password, so that no other use of the key as an HMAC secret can ever yield it.
    private static ReadOnlySpan<byte> Purpose => "pulsepoint-db-login-v1"u8;

    public static DatabaseLogin For(Secret apiKey, KeyId key)
    {
        ArgumentNullException.ThrowIfNull(apiKey);

        var mac = HMACSHA256.HashData(Encoding.ASCII.GetBytes(apiKey.Reveal()), Purpose);
        return new DatabaseLogin(RoleOf(key), new Secret(Base64Url.EncodeToString(mac)));
    }

    public static string RoleOf(KeyId key) => RolePrefix + key.Value.ToString("N");
}
