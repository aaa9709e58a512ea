using System.Globalization;
using NodaTime;

namespace Pulsepoint.Mcp.Cli;

/// <summary>How long a key lives, written <c>8h</c> or <c>90d</c>.</summary>
internal static class KeyLifetime
{
    public const string Default = "90d";

    private const int MaxDays = 365;

    public static Duration OfKey(string text, string option) => Parse(text, option, "8h", Duration.FromHours(8));

    public static Duration OfOverlap(string text, string option) => Parse(text, option, "1h", Duration.FromHours(1));

    private static Duration Parse(string text, string option, string leastText, Duration least)
    {
        if (text.Length >= 2 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MaxDays * 24)
        {
            var duration = text[^1] switch { 'h' => Duration.FromHours(count), 'd' => Duration.FromDays(count), _ => Duration.Zero };
            if (duration >= least && duration <= Duration.FromDays(MaxDays))
                return duration;
        }

        throw new UsageException($"{option} is not a number of hours or days from {leastText} to 365d.", $"For example: {option} 8h, or {option} 90d");
    }
}
