using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Access;

/// <summary>
/// What Postgres stores instead of a password (RFC 5802, RFC 7677). Made here, so that the password itself is never part
/// of a statement, and so of no log. Passwords are ASCII, which SASLprep leaves as they are.
/// </summary>
internal static class ScramVerifier
{
    private const int Iterations = 4096;
    private const int SaltBytes = 16;

    public static string Make(Secret password) => Make(password, RandomNumberGenerator.GetBytes(SaltBytes), Iterations);

    public static string Make(Secret password, byte[] salt, int iterations)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.ASCII.GetBytes(password.Reveal()), salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);

        return string.Create(
            CultureInfo.InvariantCulture,
            $"SCRAM-SHA-256${iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}");
    }
}
