using NodaTime;
using Pulsepoint.Mcp.Core.Administration;

namespace Pulsepoint.Mcp.Cli;

/// <summary>What is written about an organisation, a person or a brand, checked before anything is opened.</summary>
internal static class OwnedText
{
    private const int MaxName = 200;

    public static string Name(string text) => text.Trim() is { Length: > 0 and <= MaxName } name && !name.Any(char.IsControl)
        ? name
        : throw new UsageException($"--name is empty, longer than {MaxName} characters, or not one line of text.", "For example: --name 'Aurora Group'");

    public static string Email(string text) => text.Split('@') is [{ Length: > 0 and <= 64 }, { Length: > 0 and <= 255 }] && !text.Any(char.IsWhiteSpace)
        ? text
        : throw new UsageException("--email is not an e-mail address.", "For example: --email ada@aurora.example");

    public static string Currency(string text) => Currencies.IsKnown(text)
        ? text
        : throw new UsageException("--currency is not an ISO 4217 code.", "For example: --currency USD");

    public static string TimeZone(string text) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is not null
        ? text
        : throw new UsageException("--time-zone is not a zone of the IANA database.", "For example: --time-zone Europe/London");
}
