using System.Globalization;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>Sets a damaged database aside with its companions, so that people can still look into it.</summary>
internal sealed class DamagedFiles(OutboxFolder folder, TimeProvider time)
{
    private const string Mark = ".damaged-";

    private static readonly string[] s_companions = ["", "-wal", "-shm"];

    /// <summary>The databases that were set aside, with full paths, oldest first.</summary>
    public IReadOnlyList<string> List() => Directory.Exists(folder.Path)
        ? [.. Directory.GetFiles(folder.Path, Path.GetFileName(folder.Database) + Mark + "*").Order(StringComparer.Ordinal)]
        : [];

    /// <returns>Where the database lies now.</returns>
    public string SetAside()
    {
        var suffix = FreeSuffix();
        foreach (var companion in s_companions)
        {
            var file = folder.Database + companion;
            if (File.Exists(file))
                File.Move(file, file + suffix);
        }

        return folder.Database + suffix;
    }

    private string FreeSuffix()
    {
        var stamp = Mark + time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var suffix = stamp;
        for (var count = 2; s_companions.Any(companion => File.Exists(folder.Database + companion + suffix)); count++)
            suffix = string.Create(CultureInfo.InvariantCulture, $"{stamp}-{count}");

        return suffix;
    }
}
