using System.Globalization;
using System.Text;
using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>What a token is sealed together with: an answer to another request, of another key or tenant, or with another end does not open.</summary>
/// <param name="Tenant">Whose service identity it is for.</param>
/// <param name="Key">The key that asked.</param>
/// <param name="Request">What it answers.</param>
/// <param name="Until">The token's end, in whole seconds.</param>
public sealed record TokenBinding(TenantId Tenant, KeyId Key, TokenRequestId Request, Instant Until)
{
    /// <summary>None of the parts can hold a line feed, so no two bindings look the same.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"pulsepoint-token-v1\n{Tenant}\n{Key}\n{Request}\n{Until.ToUnixTimeSeconds()}"));
}
