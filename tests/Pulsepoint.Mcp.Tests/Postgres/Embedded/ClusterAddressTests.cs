using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Postgres.Embedded;

namespace Pulsepoint.Mcp.Tests.Postgres.Embedded;

internal sealed class ClusterAddressTests
{
    [Test]
    public void A_socket_is_named_in_the_query_so_that_its_path_needs_no_host()
    {
        var address = new ClusterAddress("/var/lib/pulse point/pg/run", 5432);

        address.ToUri().Should().Be("postgresql:///pulsepoint?host=%2Fvar%2Flib%2Fpulse%20point%2Fpg%2Frun&port=5432");
    }

    [Test]
    public void A_loopback_address_is_an_ordinary_one() =>
        ClusterAddress.Loopback(54321).ToUri("postgres").Should().Be("postgresql://127.0.0.1:54321/postgres");

    [TestCase(86, true)]
    [TestCase(87, false)]
    public void A_socket_is_used_while_its_path_fits(int folderLength, bool fits)
    {
        Assume.That(OperatingSystem.IsWindows(), Is.False);

        var address = ClusterAddress.Socket("/" + new string('a', folderLength - 1));

        (address is not null).Should().Be(fits);
    }

    [TestCase("/state, mine/pg/run")]
    [TestCase("/state:2/pg/run")]
    public void A_folder_that_reads_as_several_hosts_gets_no_socket(string folder) => ClusterAddress.Socket(folder).Should().BeNull();

    [Test]
    public void The_length_counts_in_bytes() => ClusterAddress.Socket("/" + new string('é', 60)).Should().BeNull();
}
