using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace Pulsepoint.Mcp.Testing.Approval;

/// <summary>
/// Compares what users see with a file in <c>Approved/</c>; a changed file in the diff is the review. Set
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
        var path = Path.Combine(Folder(testFile), $"{name[..dot]}.approved{name[dot..]}");
        var seen = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("PULSEPOINT_APPROVE") == "1")
            File.WriteAllText(path, seen);

        Assert.That(File.Exists(path), Is.True, $"{path} does not exist: run once with PULSEPOINT_APPROVE=1 and review it.");
        Assert.That(seen, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")), $"It differs from {Path.GetFileName(path)}; if that is meant, run with PULSEPOINT_APPROVE=1 and review the diff.");
    }

    private static string Folder(string testFile)
    {
        for (var folder = Path.GetDirectoryName(testFile); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, "Approved")))
                return Path.Combine(folder, "Approved");
        }

        throw new DirectoryNotFoundException($"No Approved folder above {testFile}.");
    }
}
