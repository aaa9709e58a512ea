using System.Security.Cryptography;
using System.Text;

namespace Pulsepoint.Mcp.Postgres.Migrations;

/// <summary>One SQL file that travels inside the assembly.</summary>
internal sealed record MigrationScript(string Name, string Text)
{
    private const string Folder = "Migrations/";

    private static readonly Lazy<string> s_head = new(() => Numbered()[^1].Name);

    /// <summary>The name of the newest numbered migration.</summary>
    public static string Head => s_head.Value;

    /// <summary>The numbered migrations, in order.</summary>
    public static IReadOnlyList<MigrationScript> Numbered() => ReadAll("");

    /// <summary>What a superuser runs once per cluster and database.</summary>
    public static MigrationScript Bootstrap(string name) => ReadAll("Bootstrap/").Single(s => s.Name == name);

    /// <summary>The rules of the catalogue lint: one query each, a row per finding.</summary>
    public static IReadOnlyList<MigrationScript> LintRules() => ReadAll("Lint/");

    /// <summary>Tells whether an applied file was changed later. Line ends do not count: a checkout may translate them.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    private static MigrationScript[] ReadAll(string subfolder)
    {
        var assembly = typeof(MigrationScript).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder + subfolder, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
                .Select(name => (Resource: name, Name: name[(Folder.Length + subfolder.Length)..]))
                .Where(file => !file.Name.Contains('/'))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => new MigrationScript(file.Name, ReadText(file.Resource))),
        ];

        string ReadText(string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!); // just listed
            return reader.ReadToEnd();
        }
    }
}
