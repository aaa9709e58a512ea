using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Tests.Architecture;

namespace Pulsepoint.Mcp.Tests.Core.Audit;

[TestFixture]
public sealed partial class AuditActionTests
{
    [Test]
    public void They_are_those_that_the_migrations_write()
    {
        var written = SourceTree.Checkout.Files
            .Where(f => f.Key.StartsWith("src/Pulsepoint.Mcp.Postgres/Migrations/", StringComparison.Ordinal) && f.Key.EndsWith(".sql", StringComparison.Ordinal))
            .SelectMany(f => Written().Matches(f.Value).Select(m => m.Groups["action"].Value))
            .Distinct();

        AuditActions.All.Should().Contain(written).And.BeInAscendingOrder(StringComparer.Ordinal);
    }

    // No other text there has this shape but the names of our own settings.
    [GeneratedRegex(@"'(?<action>(?!pp_)[a-z_]{3,}\.[a-z_]+)'", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Written();
}
