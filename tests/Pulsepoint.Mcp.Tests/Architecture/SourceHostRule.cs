namespace Pulsepoint.Mcp.Tests.Architecture;

/// <summary>Where packages come from is the user's own setting: no file of the project names a registry's host.</summary>
internal static class SourceHostRule
{
    private const string Settings = "nuget.config";

    // Put together here, so that this file does not name one itself.
    private static readonly string[] s_hosts =
    [
        "nuget" + ".org", "npmjs" + ".org", "npmjs" + ".com", "pypi" + ".org", "pythonhosted" + ".org", "crates" + ".io", "rubygems" + ".org",
        "proxy.golang" + ".org", "repo1.maven" + ".org", "repo.maven" + ".apache", "pkgs.dev.azure" + ".com", "pkg.github" + ".com",
    ];

    public static IReadOnlyList<string> Violations(SourceTree tree) =>
    [
        .. from file in tree.Files
           from host in s_hosts
           where file.Value.Contains(host, StringComparison.OrdinalIgnoreCase)
           select $"{file.Key} names {host}",
        .. from file in tree.Files
           where Path.GetFileName(file.Key).Equals(Settings, StringComparison.OrdinalIgnoreCase) && file.Value.Contains("://", StringComparison.Ordinal)
           select $"{file.Key} names an address",
    ];
}
