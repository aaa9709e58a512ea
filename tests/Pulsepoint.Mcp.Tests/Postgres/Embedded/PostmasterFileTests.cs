using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Postgres.Embedded;

namespace Pulsepoint.Mcp.Tests.Postgres.Embedded;

internal sealed class PostmasterFileTests
{
    [Test]
    public void A_ready_server_on_a_socket_is_read_whole() =>
        PostmasterFile.Parse("4711\n/s/pg/data\n1795499869\n5432\n/s/pg/run\n\n 11673587     98356\nready   \n")
            .Should().Be(new PostmasterFile(4711, new ClusterAddress("/s/pg/run", 5432), 98356, IsReady: true));

    [Test]
    public void A_server_on_loopback_has_no_socket_folder() =>
        PostmasterFile.Parse("4711\n/s/pg/data\n1795499869\n54321\n\n127.0.0.1\n 11673587     98356\nready   \n")!
            .Address.Should().Be(ClusterAddress.Loopback(54321));

    [Test]
    public void A_starting_server_is_not_ready() =>
        PostmasterFile.Parse("4711\n/s/pg/data\n1795499869\n5432\n/s/pg/run\n\n 11673587     98356\nstarting\n")!.IsReady.Should().BeFalse();

    [Test]
    public void A_file_cut_short_tells_what_it_can() =>
        PostmasterFile.Parse("4711\n/s/pg/data\n").Should().Be(new PostmasterFile(4711, null, null, IsReady: false));

    [TestCase("")]
    [TestCase("nonsense\n")]
    public void A_file_without_a_number_tells_nothing(string text) => PostmasterFile.Parse(text).Should().BeNull();

    [Test]
    public void A_missing_file_tells_nothing() => PostmasterFile.Read(Path.Combine(Path.GetTempPath(), "no-such-postmaster.pid")).Should().BeNull();
}
