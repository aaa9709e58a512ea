using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Tests.Postgres;

internal sealed class ServerVersionsTests
{
    [TestCase(140022, true)]
    [TestCase(150015, true)]
    [TestCase(150016, false)]
    [TestCase(160011, true)]
    [TestCase(160012, false)]
    [TestCase(170007, true)]
    [TestCase(170008, false)]
    [TestCase(180001, true)]
    [TestCase(180002, false)]
    [TestCase(190000, false)]
    public void A_server_with_known_holes_is_told_from_one_without(int version, bool hasHoles) =>
        ServerVersions.HasKnownHoles(version).Should().Be(hasHoles);

    [Test]
    public void Versions_are_written_as_people_know_them() => ServerVersions.Text(150018).Should().Be("15.18");
}
