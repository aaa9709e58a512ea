using System.Globalization;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>
/// Whether a file lies on another machine's disk. SQLite's log needs memory that all its processes share, and locks that
/// hold; over a network there is neither.
/// </summary>
internal static class NetworkDisk
{
    private const string MountLabel = "mnt_id:";

    // Between the mount's own fields and those of its file system, whatever optional fields there are.
    private const string Separator = " - ";

    private static readonly HashSet<string> s_network = new(StringComparer.Ordinal)
    {
        "9p", "acfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs",
        "nfs", "nfs4", "ocfs2", "orangefs", "prl_fs", "smb3", "smbfs", "vboxsf", "vmhgfs",
        "fuse.davfs2", "fuse.gcsfuse", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "fuse.vmhgfs-fuse",
    };

    /// <summary>The network file system that an open file lies on; null for a disk of this machine, and where it cannot be told.</summary>
    public static string? Of(FileStream file)
    {
        if (!OperatingSystem.IsLinux())
            return DriveOf(file.Name, DriveInfo.GetDrives()) is { DriveType: DriveType.Network } drive ? drive.DriveFormat : null;

        // By the open file itself: a path may lead through links and mounts.
        var descriptor = file.SafeFileHandle.DangerousGetHandle().ToInt64().ToString(CultureInfo.InvariantCulture);
        return Of(File.ReadAllLines($"/proc/self/fdinfo/{descriptor}"), File.ReadAllLines("/proc/self/mountinfo"));
    }

    /// <summary>The drive, or the mounted folder, that a path lies in: of all that begin it, the longest.</summary>
    private static DriveInfo? DriveOf(string path, IEnumerable<DriveInfo> drives) =>
        drives.Where(d => path.StartsWith(d.RootDirectory.FullName, StringComparison.OrdinalIgnoreCase)).MaxBy(d => d.RootDirectory.FullName.Length);

    /// <param name="descriptor">What the system says of the open file.</param>
    /// <param name="mounts">What it says of all mounts.</param>
    public static string? Of(IEnumerable<string> descriptor, IEnumerable<string> mounts)
    {
        var mount = descriptor.FirstOrDefault(line => line.StartsWith(MountLabel, StringComparison.Ordinal))?[MountLabel.Length..].Trim();
        var line = mounts.FirstOrDefault(m => mount is not null && m.StartsWith(mount + " ", StringComparison.Ordinal));
        var at = line?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        if (at < 0)
            return null;

        var fileSystem = line![(at + Separator.Length)..].Split(' ')[0];
        return s_network.Contains(fileSystem) ? fileSystem : null;
    }
}
