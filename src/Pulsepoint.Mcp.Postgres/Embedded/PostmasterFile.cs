using System.Globalization;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>What a running server wrote about itself into postmaster.pid.</summary>
/// <param name="ProcessId">The postmaster; may be long gone.</param>
/// <param name="Address">Where it listens; null while it is still starting.</param>
/// <param name="SharedMemoryId">Its System V segment, which tells whether an orphaned backend still lives; null where there is none.</param>
/// <param name="IsReady">Whether it accepts connections.</param>
internal sealed record PostmasterFile(int ProcessId, ClusterAddress? Address, int? SharedMemoryId, bool IsReady)
{
    public static PostmasterFile? Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (IOException)
        {
            // Not there, or the server is just removing it.
            return null;
        }
    }

    /// <summary>Lines: pid, data folder, start time, port, socket folder, listen address, shared memory key and id, status.</summary>
    public static PostmasterFile? Parse(string text)
    {
        var lines = text.Split('\n').Select(line => line.Trim()).ToArray();
        if (!int.TryParse(lines[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var pid))
            return null;

        // A negative pid marks a stand-alone backend; as an address it would mean a process group.
        return new PostmasterFile(Math.Abs(pid), AddressIn(lines), SegmentIn(lines), lines.ElementAtOrDefault(7) == "ready");
    }

    private static ClusterAddress? AddressIn(string[] lines)
    {
        if (!int.TryParse(lines.ElementAtOrDefault(3), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return null;

        if (lines.ElementAtOrDefault(4) is { Length: > 0 } sockets)
            return new ClusterAddress(sockets, port);

        return lines.ElementAtOrDefault(5) is { Length: > 0 } host ? new ClusterAddress(host, port) : null;
    }

    private static int? SegmentIn(string[] lines)
    {
        var words = lines.ElementAtOrDefault(6)?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [_, var id] && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var segment) ? segment : null;
    }
}
