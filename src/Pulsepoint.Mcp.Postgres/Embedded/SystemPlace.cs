using System.Globalization;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>Folders named by version, such as /usr/lib/postgresql/15/bin or /usr/pgsql-15/bin.</summary>
/// <param name="Parent">The folder above.</param>
/// <param name="Prefix">What stands before the version in the folder's name.</param>
internal sealed record SystemPlace(string Parent, string Prefix = "")
{
    /// <summary>Highest version first; a name without a version (scoop's "current") last.</summary>
    public IEnumerable<string> Folders() => Directory.Exists(Parent)
        ? Directory.EnumerateDirectories(Parent, Prefix + "*")
            .Select(folder => (Folder: folder, Version: VersionOf(Path.GetFileName(folder))))
            .Where(place => Prefix.Length == 0 || place.Version is not null || Path.GetFileName(place.Folder) == Prefix.TrimEnd('@', '-'))
            .OrderByDescending(place => place.Version ?? 0m)
            .Select(place => Path.Combine(place.Folder, "bin"))
        : [];

    public static IReadOnlyList<SystemPlace> OfThisMachine()
    {
        if (OperatingSystem.IsWindows())
            return
            [
                new(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL")),
                new(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Programs", "PostgreSQL")),
                new(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "scoop", "apps", "postgresql")),
            ];

        if (OperatingSystem.IsMacOS())
            return
            [
                new("/opt/homebrew/opt", "postgresql@"),
                new("/usr/local/opt", "postgresql@"),
                new("/Applications/Postgres.app/Contents/Versions"),
            ];

        return [new("/usr/lib/postgresql"), new("/usr", "pgsql-"), new("/usr/local/lib/postgresql"), new("/home/linuxbrew/.linuxbrew/opt", "postgresql@")];
    }

    private decimal? VersionOf(string name) =>
        decimal.TryParse(name.AsSpan(Prefix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version) ? version : null;
}
