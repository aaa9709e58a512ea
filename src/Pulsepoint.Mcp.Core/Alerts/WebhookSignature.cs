using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>
/// Signs what is sent: <c>t=1790000000,v1=…</c>, the HMAC-SHA256 in lower-case hexadecimal of the seconds since 1970, a full
/// stop and the body, under the secret's text. The receiver makes the same, compares in constant time and refuses what is old.
/// </summary>
public static class WebhookSignature
{
    public const string Header = "Pulsepoint-Signature";

    private const int SecretBytes = 32;

    /// <summary>A new secret: <c>whsec_</c> and 64 digits.</summary>
    public static Secret NewSecret() => new("whsec_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)));

    public static string Of(Secret secret, Instant at, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secret);

        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret.Reveal()));
        hmac.AppendData(Encoding.UTF8.GetBytes(seconds + "."));
        hmac.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
