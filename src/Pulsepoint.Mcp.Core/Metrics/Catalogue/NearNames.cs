namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>Finds the ids that were probably meant by a name that the catalogue does not have.</summary>
internal static class NearNames
{
    private const int MaxShown = 3;
    private const int MaxLength = 60;
    private const double LeastSimilar = 0.7;

    /// <summary>The ids whose name or other name it is; failing those, the nearest ones, best first.</summary>
    public static IReadOnlyList<string> Of(string sent, IEnumerable<(string Id, IEnumerable<string> Names)> known)
    {
        var word = Plain(sent);
        var scored = known
            .Select(k => (k.Id, Score: k.Names.Append(k.Id).Max(name => Similarity(word, Plain(name)))))
            .Where(k => k.Score >= LeastSimilar)
            .OrderByDescending(k => k.Score)
            .ToArray();
        var exact = scored.Where(k => k.Score >= 1).ToArray();
        return [.. (exact.Length > 0 ? exact : scored).Take(MaxShown).Select(k => k.Id)];
    }

    public static IReadOnlyList<string> Of(string sent, IEnumerable<Metric> metrics) =>
        Of(sent, metrics.Select(m => (m.Id, m.Synonyms.Append(m.Label))));

    public static IReadOnlyList<string> Of(string sent, IEnumerable<Dimension> dimensions) =>
        Of(sent, dimensions.Select(d => (d.Id, (IEnumerable<string>)[d.Label])));

    /// <summary>From 0 to 1, which is the same name.</summary>
    public static double Similarity(string word, string name)
    {
        if (word == name)
            return 1;

        var longest = Math.Max(word.Length, name.Length);
        var shared = Math.Min(word.Length, name.Length) / (double)longest;
        if (name.Length >= 4 && word.Contains(name, StringComparison.Ordinal))
            return 0.7 + (0.29 * shared);

        if (word.Length >= 3 && name.Contains(word, StringComparison.Ordinal))
            return 0.7 + (0.25 * shared);

        return longest > MaxLength ? 0 : 1 - (EditDistance.Between(word, name) / (double)longest);
    }

    public static string Plain(string name) => name.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
