using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Postgres.Embedded;

namespace Pulsepoint.Mcp.Tests.Postgres.Embedded;

internal sealed class OsAccountTests
{
    private static readonly string[] s_accounts =
    [
        "root:x:0:0:root:/root:/bin/bash",
        "postgresx:x:7:7::/:/bin/false",
        "postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash",
    ];

    [Test]
    public void An_account_is_found_by_its_whole_name() => OsAccount.Find(s_accounts, "postgres").Should().Be(new OsAccount("postgres", 101, 104));

    [Test]
    public void An_unknown_account_is_not_found() => OsAccount.Find(s_accounts, "nobody").Should().BeNull();
}
