using System.Text.RegularExpressions;

namespace Pulsepoint.Mcp.Core.Access;

/// <summary>Knows an API key by its looks, so that one that was put in the wrong place is not repeated in a message.</summary>
public static partial class KeyShape
{
    /// <summary>Whether a key, or most of one, stands somewhere in the text.</summary>
    public static bool IsIn(string? text) => text is not null && Pattern().IsMatch(text);

    /// <summary>The text with every key in it taken out.</summary>
    public static string Redact(string text) => Pattern().Replace(text, "[redacted]");

    // The header of every JWT begins with {" in base64. A key that lost its end is still a secret's beginning.
    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(\.[A-Za-z0-9_-]*)?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
