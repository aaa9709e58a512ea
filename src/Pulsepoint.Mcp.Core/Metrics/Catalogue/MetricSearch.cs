namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>Searches the catalogue word by word: a word in a name counts most, one in a definition least.</summary>
public static class MetricSearch
{
    private const int NameWord = 4;
    private const int NamePart = 2;
    private const int FormulaPart = 1;
    private const int WholeName = 8;
    private const int NearName = 2;
    private const double LeastSimilar = 0.7;

    private static readonly char[] s_between = [' ', '_', '-', ',', '.', ';', ':', '/', '(', ')', '?', '"'];

    /// <summary>The metrics that are about the text, best first; those much further from it than the best are left out.</summary>
    public static IReadOnlyList<Metric> Find(IEnumerable<Metric> metrics, string text)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(text);

        var words = Words(text).Distinct().ToArray();
        var scored = metrics
            .Select(m => (Metric: m, Score: Score(m, text, words)))
            .Where(m => m.Score > 0)
            .OrderByDescending(m => m.Score)
            .ToArray();
        return [.. scored.Where(m => m.Score * 2 >= scored[0].Score).Select(m => m.Metric)];
    }

    private static int Score(Metric metric, string text, string[] words)
    {
        string[] names = [metric.Id, metric.Label, .. metric.Synonyms];
        var nameWords = names.SelectMany(Words).ToHashSet();
        var near = names.Max(n => NearNames.Similarity(NearNames.Plain(text), NearNames.Plain(n)));
        return words.Sum(word =>
                nameWords.Contains(word) ? NameWord
                : names.Any(n => n.Contains(word, StringComparison.OrdinalIgnoreCase)) ? NamePart
                : metric.Formula.Contains(word, StringComparison.OrdinalIgnoreCase) ? FormulaPart
                : 0)
            + (near >= 1 ? WholeName : near >= LeastSimilar ? NearName : 0);
    }

    private static IEnumerable<string> Words(string text) =>
        text.ToLowerInvariant().Split(s_between, StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 1);
}
