using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Outbox.Files;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Tests.Outbox;

internal sealed class NetworkDiskTests
{
    private static readonly string[] s_mounts =
    [
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
        "31 22 0:50 / /home rw,relatime shared:17 master:2 - nfs4 server:/home rw,vers=4.2",
        "32 22 0:51 / /mnt/share rw - cifs //server/share rw",
        "33 22 0:52 /sub /mnt/c rw,noatime - 9p drvfs rw",
        "34 22 0:53 / /run rw - tmpfs tmpfs rw",
        "35 22 0:54 / /mnt/ssh rw - fuse.sshfs me@server: rw",
    ];

    [TestCase("31", "nfs4")]
    [TestCase("32", "cifs")]
    [TestCase("33", "9p")]
    [TestCase("35", "fuse.sshfs")]
    [TestCase("22", null)]
    [TestCase("34", null)]
    [TestCase("3", null)]
    public void A_file_on_a_network_file_system_is_found_by_its_mount(string mount, string? fileSystem) =>
        NetworkDisk.Of(["pos:\t0", "flags:\t0100002", $"mnt_id:\t{mount}", "ino:\t12"], s_mounts).Should().Be(fileSystem);

    [Test]
    public void This_machines_own_disk_is_none()
    {
        using var file = File.Create(Path.Combine(TemporaryFolder.Create(), "file"));

        NetworkDisk.Of(file).Should().BeNull();
    }
}
