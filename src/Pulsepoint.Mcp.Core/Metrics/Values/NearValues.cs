using Pulsepoint.Mcp.Core.Metrics.Catalogue;

namespace Pulsepoint.Mcp.Core.Metrics.Values;

/// <summary>Finds the values that were probably meant by a text that none contains.</summary>
internal static class NearValues
{
    /// <summary>The nearest ones, best first; none when nothing is near.</summary>
    public static IReadOnlyList<DimensionValue> Of(string text, IReadOnlyList<DimensionValue> known)
    {
        var words = Words(text).Length;
        if (words == 0)
            return [];

        var near = NearNames.Of(text, known.Select(k => (k.Value, Runs(Words(k.Value), words))));
        return [.. near.Select(n => known.First(k => k.Value == n))];
    }

    /// <summary>Every run of so many words: "glo serm" is near "Glow Serum 30 ml" by two of its words.</summary>
    private static IEnumerable<string> Runs(string[] words, int length) =>
        Enumerable.Range(0, Math.Max(0, words.Length - length + 1)).Select(i => string.Join(' ', words[i..(i + length)]));

    // A dash between words is none: "Luma - Brand Search".
    private static string[] Words(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetterOrDigit))];
}
