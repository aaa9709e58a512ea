using System.Globalization;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether there is room for events and data where the state folder is, or will be.</summary>
internal sealed class DiskSpaceCheck(StateFolder state) : Check("disk_space")
{
    private const long Mebibyte = 1L << 20;

    // The outbox begins to give up its oldest events long before a disk is full, but Postgres and DuckDB stop there.
    private const long Least = 100 * Mebibyte;
    private const long Enough = 1024 * Mebibyte;

    public override Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        var folder = state.Root;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
            folder = above;

        return Task.FromResult(Judge(new DriveInfo(folder).AvailableFreeSpace, state.Root));
    }

    internal static Finding Judge(long free, string folder)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / Mebibyte:#,0} MiB are free on the disk of {folder}");
        const string fix = "Free some room on this disk, or move the state folder (PULSEPOINT_STATE) to another.";
        return free switch
        {
            < Least => Finding.Wrong($"Only {text}: events and data can soon not be kept.", fix),
            < Enough => Finding.Warning($"Only {text}.", fix),
            _ => Finding.Well($"{text}."),
        };
    }
}
