using System.Diagnostics;
using System.Globalization;

namespace Pulsepoint.Mcp.Benchmarks.Metrics;

/// <summary>CPU time that this process and the database's sessions have used since they began. Linux only.</summary>
internal static class CpuTime
{
    private const double TicksPerMillisecond = 0.1; // /proc counts in hundredths of a second

    public static TimeSpan Own() => Process.GetCurrentProcess().TotalProcessorTime;

    /// <summary>Sessions that ended meanwhile are not in it.</summary>
    public static TimeSpan OfDatabase(int postmaster)
    {
        var sessions = Directory.EnumerateDirectories("/proc")
            .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            .Select(Fields)
            .OfType<string[]>()
            .Where(fields => ParentOf(fields) == postmaster);
        return TimeSpan.FromMilliseconds(sessions.Sum(Ticks) / TicksPerMillisecond);
    }

    private static int ParentOf(string[] fields) => int.Parse(fields[1], CultureInfo.InvariantCulture);

    private static long Ticks(string[] fields) =>
        long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);

    /// <summary>What stands in a process's line behind its name; null where it is gone, or no process.</summary>
    private static string[]? Fields(string folder)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
