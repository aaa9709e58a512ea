using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Tests.Core.Usage;

internal sealed class ShortQueryTests
{
    [Test]
    public void What_is_nested_too_deep_to_be_a_query_is_shown_as_it_is()
    {
        var deep = new string('[', 100) + new string(']', 100);

        ShortQuery.Of(deep).Should().Be(deep);
    }

    [Test]
    public void What_a_query_leaves_open_is_not_shown() =>
        ShortQuery.Of("""{"metrics":["net_sales"],"filters":[],"limit":null}""").Should().Be("""{"metrics":["net_sales"]}""");
}
