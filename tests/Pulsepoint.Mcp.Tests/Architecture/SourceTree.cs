namespace Pulsepoint.Mcp.Tests.Architecture;

/// <summary>Text files by their path from the root, with '/' between folders: the checkout, or a few planted ones.</summary>
internal sealed record SourceTree(IReadOnlyDictionary<string, string> Files)
{
    private const string Solution = "Pulsepoint.Mcp.sln";

    private static readonly string[] s_binary = [".png", ".ico", ".duckdb", ".db"];
    private static readonly string[] s_made = [".git", "artifacts", "nupkg", "bin", "obj", "node_modules"];

    private static readonly Lazy<SourceTree> s_checkout = new(() => Read(Root()));

    public static SourceTree Checkout => s_checkout.Value;

    public static SourceTree Of(params IEnumerable<(string Path, string Text)> files) =>
        new(files.ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal));

    public IEnumerable<KeyValuePair<string, string>> Sources(string folder) =>
        Files.Where(f => f.Key.StartsWith(folder + "/", StringComparison.Ordinal) && f.Key.EndsWith(".cs", StringComparison.Ordinal));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, Solution)))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No {Solution} above {AppContext.BaseDirectory}.");

        return folder.FullName;
    }

    private static SourceTree Read(string root) =>
        Of(FilesBelow(new DirectoryInfo(root)).Select(f => (Path.GetRelativePath(root, f.FullName).Replace('\\', '/'), File.ReadAllText(f.FullName))));

    private static IEnumerable<FileInfo> FilesBelow(DirectoryInfo folder) => folder
        .EnumerateFiles().Where(f => !s_binary.Contains(f.Extension) && !s_made.Contains(f.Name))
        .Concat(folder.EnumerateDirectories().Where(d => !s_made.Contains(d.Name)).SelectMany(FilesBelow));
}
