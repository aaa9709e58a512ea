using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>What is secret about an API key: its parts, so that a shortened one is noticed, and the password that follows from it.</summary>
internal static class KeySecrets
{
    private static ReadOnlySpan<byte> LoginPurpose => "pulsepoint-db-login-v1"u8;

    public static IEnumerable<KnownSecret> Of(string name, string key, string? home = null)
    {
        var parts = key.Split('.');
        yield return new KnownSecret($"{name}: the claims as they are signed", parts[1], home);
        yield return new KnownSecret($"{name}: the signature", parts[2], home);
        yield return new KnownSecret($"{name}: the database password", PasswordOf(key));
    }

    public static string PasswordOf(string key) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(key), LoginPurpose));
}
