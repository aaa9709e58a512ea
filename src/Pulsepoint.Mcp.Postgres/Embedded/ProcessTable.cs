using System.Diagnostics;
using System.Globalization;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>What the operating system says about a process that is not our child.</summary>
internal static class ProcessTable
{
    private const string Server = "postgres";

    /// <summary>
    /// Whether this number belongs to a living server. A zombie does not live: where nothing reaps (many containers), a
    /// killed postmaster stays one for long. Another program does not count: after a power cut numbers are given anew.
    /// </summary>
    public static bool IsServer(int processId)
    {
        if (OperatingSystem.IsLinux())
            return Stat(processId) is { State: not ('Z' or 'X'), Name: Server };

        return NameOf(processId) == Server;
    }

    /// <summary>Whether the number is given to anything, be it dead.</summary>
    public static bool IsTaken(int processId) => OperatingSystem.IsLinux() ? Stat(processId) is not null : NameOf(processId) is not null;

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

    private static (string Name, char State)? Stat(int processId)
    {
        try
        {
            // "pid (name) state …"; the name may hold anything, so look for its last bracket.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
            return open >= 0 && close > open && close + 2 < stat.Length ? (stat[(open + 1)..close], stat[close + 2]) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string? NameOf(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
