using System.Text.Json;
using System.Xml.Linq;

namespace Pulsepoint.Mcp.Tests.Architecture;

/// <summary>The registry's manifest describes the package that carries it.</summary>
internal static class ManifestRule
{
    public const string Manifest = "src/Pulsepoint.Mcp/.mcp/server.json";

    // The registry refuses a longer one.
    private const int LongestDescription = 100;

    public static IReadOnlyList<string> Violations(SourceTree tree)
    {
        var version = Property(tree, "Directory.Build.props", "Version");
        var package = Property(tree, "src/Pulsepoint.Mcp/Packaging.props", "PackageId");
        using var document = JsonDocument.Parse(tree.Files[Manifest]);
        var manifest = document.RootElement;
        var listed = manifest.GetProperty("packages")[0];

        IEnumerable<(bool Holds, string Otherwise)> rules =
        [
            (Text(manifest, "version") == version, $"the server's version is not {version}"),
            (Text(listed, "version") == version, $"the package's version is not {version}"),
            (Text(listed, "identifier") == package, $"the package is not {package}"),
            (Text(manifest, "description").Length <= LongestDescription, $"the description is longer than {LongestDescription} characters"),
        ];

        return [.. rules.Where(r => !r.Holds).Select(r => r.Otherwise)];
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Property(SourceTree tree, string file, string name) =>
        XDocument.Parse(tree.Files[file]).Descendants(name).Single().Value;
}
