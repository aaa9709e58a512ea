namespace Pulsepoint.Mcp.Tests.Architecture;

/// <summary>A file is one idea, so files are short; and a folder is named by the domain's word for what is in it.</summary>
internal static class SizeRule
{
    public const int MostLines = 400;
    public const int MedianLines = 60;

    private static readonly string[] s_emptyWords = ["Common", "Helpers", "Interfaces", "Manager", "Managers", "Models", "Services", "Utilities", "Utils"];

    public static IReadOnlyList<string> TooLong(SourceTree tree) =>
        [.. tree.Sources("src").Where(f => Lines(f.Value) > MostLines).Select(f => $"{f.Key} has {Lines(f.Value)} lines")];

    public static int Median(SourceTree tree)
    {
        var sizes = tree.Sources("src").Select(f => Lines(f.Value)).Order().ToList();
        return sizes.Count == 0 ? 0 : sizes[sizes.Count / 2];
    }

    public static IReadOnlyList<string> FoldersWithoutMeaning(SourceTree tree) =>
    [
        .. tree.Sources("src").Concat(tree.Sources("tests"))
            .Select(f => Path.GetDirectoryName(f.Key)!)
            .Distinct(StringComparer.Ordinal)
            .Where(folder => folder.Split('/', '\\').Any(s_emptyWords.Contains)),
    ];

    private static int Lines(string text) => text.AsSpan().TrimEnd('\n').Count('\n') + 1;
}
