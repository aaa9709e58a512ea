using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace Pulsepoint.Mcp.Testing.Approval;

/// <summary>
/// Compares what users see with a file that was reviewed, mostly in <c>Approved/</c>; a changed file in the diff is the review. Set
/// <c>PULSEPOINT_APPROVE=1</c> to write the files anew.
/// </summary>
public static class Approved
{
    /// <param name="name">The file's name, like <c>tool-list.json</c>.</param>
    /// <param name="actual">What is seen now.</param>
    /// <param name="testFile">Filled in by the compiler: finds the project.</param>
    public static void Match(string name, string actual, [CallerFilePath] string testFile = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(actual);

        var dot = name.LastIndexOf('.');
        Compare(Path.Combine(Above(testFile, "Approved"), "Approved", $"{name[..dot]}.approved{name[dot..]}"), actual);
    }

    /// <summary>The same for a page of the documentation, which is made and kept where people read it.</summary>
    /// <param name="page">The file's name in <c>docs/</c>.</param>
    /// <param name="actual">What it should say now.</param>
    /// <param name="testFile">Filled in by the compiler: finds the checkout.</param>
    public static void MatchPage(string page, string actual, [CallerFilePath] string testFile = "")
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(actual);

        Compare(Path.Combine(Above(testFile, "docs"), "docs", page), actual);
    }

    private static void Compare(string path, string actual)
    {
        var seen = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("PULSEPOINT_APPROVE") == "1")
            File.WriteAllText(path, seen);

        Assert.That(File.Exists(path), Is.True, $"{path} does not exist: run once with PULSEPOINT_APPROVE=1 and review it.");
        Assert.That(seen, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")), $"It differs from {Path.GetFileName(path)}; if that is meant, run with PULSEPOINT_APPROVE=1 and review the diff.");
    }

    private static string Above(string testFile, string folder)
    {
        for (var above = Path.GetDirectoryName(testFile); above is not null; above = Path.GetDirectoryName(above))
        {
            if (Directory.Exists(Path.Combine(above, folder)))
                return above;
        }

        throw new DirectoryNotFoundException($"No folder {folder} above {testFile}.");
    }
}
