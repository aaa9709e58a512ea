using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Postgres.Embedded;

namespace Pulsepoint.Mcp.Tests.Postgres.Embedded;

internal sealed class ProgramFinderTests
{
    [TestCase("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15)]
    [TestCase("postgres (PostgreSQL) 17beta1", 17)]
    [TestCase("postgres (PostgreSQL) 9.6.24", 9)]
    [TestCase("18\n", 18)]
    public void The_major_version_is_the_first_number(string text, int major) => ProgramFinder.Major(text).Should().Be(major);

    [Test]
    public void A_program_that_does_not_run_has_no_version() =>
        ProgramFinder.Major("postgres: error while loading shared libraries: libicu").Should().BeNull();
}
