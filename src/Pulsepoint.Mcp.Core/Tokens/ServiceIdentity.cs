using System.Text.RegularExpressions;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>
/// Whom Google sees when a tenant is served: a service account of its own,
/// <c>pulsepoint-aurora@acme.iam.gserviceaccount.com</c>. Accounts that Google makes by itself for a project are none: they may
/// more than one tenant may.
/// </summary>
public readonly partial record struct ServiceIdentity
{
    private const int MostMilliseconds = 100;

    private ServiceIdentity(string email) => Email = email;

    public string Email { get; }

    public static bool TryParse(string? text, out ServiceIdentity identity)
    {
        var isOne = text is not null && Shape().IsMatch(text);
        identity = isOne ? new ServiceIdentity(text!) : default;
        return isOne;
    }

    public static ServiceIdentity Parse(string text) => TryParse(text, out var identity)
        ? identity
        : throw new FormatException("A service identity is like pulsepoint-aurora@acme.iam.gserviceaccount.com.");

    public override string ToString() => Email;

    [GeneratedRegex(@"^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.-]{1,100}\.iam\.gserviceaccount\.com\z", RegexOptions.CultureInvariant, MostMilliseconds)]
    private static partial Regex Shape();
}
