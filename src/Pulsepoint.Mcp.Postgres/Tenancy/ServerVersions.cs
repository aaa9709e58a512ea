using System.Globalization;

namespace Pulsepoint.Mcp.Postgres.Tenancy;

/// <summary>
/// Which servers the walls can be trusted on. Before these, statistics told of rows that row-level security hides
/// (CVE-2025-8713), and extensions and multibyte text could run code (CVE-2026-2005, CVE-2026-2006).
/// </summary>
internal static class ServerVersions
{
    public const string Wanted = "15.16, 16.12, 17.8, 18.2 or newer";

    private const int PerMajor = 10_000;

    /// <param name="version">As Postgres numbers it: 150018 is 15.18.</param>
    public static bool HasKnownHoles(int version) => (version / PerMajor) switch
    {
        < 15 => true,
        15 => version % PerMajor < 16,
        16 => version % PerMajor < 12,
        17 => version % PerMajor < 8,
        18 => version % PerMajor < 2,
        _ => false,
    };

    public static string Text(int version) => string.Create(CultureInfo.InvariantCulture, $"{version / PerMajor}.{version % PerMajor}");
}
