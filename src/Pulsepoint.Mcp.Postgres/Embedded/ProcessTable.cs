using System.Diagnostics;
using System.Globalization;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>What the operating system says about a process that is not our child.</summary>
internal static class ProcessTable
{
    /// <summary>A zombie does not run: where nothing reaps (many containers), a killed postmaster stays one for long.</summary>
    public static bool Runs(int processId)
    {
        if (OperatingSystem.IsLinux())
            return StateOf(processId) is not (null or 'Z' or 'X');

        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Dead, yet its number is still taken.</summary>
    public static bool IsZombie(int processId) => OperatingSystem.IsLinux() && StateOf(processId) is 'Z' or 'X';

    /// <summary>Whether any process is attached to the System V segment.</summary>
    public static bool SegmentIsInUse(int segment)
    {
        const string segments = "/proc/sysvipc/shm";
        if (!File.Exists(segments))
            return false;

        // Columns: key shmid perms size cpid lpid nattch …
        var id = segment.ToString(CultureInfo.InvariantCulture);
        return File.ReadLines(segments)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(words => words.Length > 6 && words[1] == id && words[6] != "0");
    }

    private static char? StateOf(int processId)
    {
        try
        {
            // "pid (name) state …"; the name may hold anything, so look behind its last bracket.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            var bracket = stat.LastIndexOf(')');
            return bracket >= 0 && bracket + 2 < stat.Length ? stat[bracket + 2] : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
