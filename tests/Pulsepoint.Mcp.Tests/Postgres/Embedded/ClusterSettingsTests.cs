using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Postgres.Embedded;

namespace Pulsepoint.Mcp.Tests.Postgres.Embedded;

internal sealed class ClusterSettingsTests
{
    [Test]
    public void On_a_socket_no_port_of_the_network_is_opened()
    {
        var text = ClusterSettings.Listen(new ClusterAddress("/state/pg/run", 5432));

        text.Should().Contain("listen_addresses = ''\n").And.Contain("unix_socket_directories = '\"/state/pg/run\"'\n");
    }

    [Test]
    public void On_loopback_no_socket_is_opened()
    {
        var text = ClusterSettings.Listen(ClusterAddress.Loopback(54321));

        text.Should().Contain("listen_addresses = '127.0.0.1'\n").And.Contain("unix_socket_directories = ''\n").And.Contain("port = 54321\n");
    }

    [Test]
    public void A_folders_name_cannot_end_its_setting()
    {
        var text = ClusterSettings.Listen(new ClusterAddress("/Ann's \"a\\b\"/run", 5432));

        text.Should().Contain("""unix_socket_directories = '"/Ann''s ""a\\b""/run"'""");
    }
}
