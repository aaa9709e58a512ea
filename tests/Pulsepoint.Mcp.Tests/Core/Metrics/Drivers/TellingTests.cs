using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Drivers;

namespace Pulsepoint.Mcp.Tests.Core.Metrics.Drivers;

internal sealed class TellingTests
{
    [Test]
    public void A_dimension_along_which_everything_changed_alike_tells_nothing()
    {
        Score((100m, 90m), (200m, 180m), (700m, 630m)).Should().Be(0);
    }

    [Test]
    public void The_member_that_did_it_tells_more_than_its_parts_and_than_what_it_is_part_of()
    {
        var itself = Score((200m, 0m), (300m, 310m), (500m, 490m));

        itself.Should().BeGreaterThan(Score((100m, 0m), (100m, 0m), (300m, 310m), (500m, 490m)), "two sizes of the product");
        itself.Should().BeGreaterThan(Score((500m, 310m), (500m, 490m)), "its type");
    }

    [Test]
    public void It_is_seen_although_others_made_up_for_it()
    {
        Score((200m, 0m), (400m, 500m), (400m, 500m)).Should().BeGreaterThan(Score((500m, 480m), (500m, 520m)));
    }

    [Test]
    public void Nothing_tells_nothing()
    {
        Score((0m, 0m)).Should().Be(0);
    }

    private static double Score(params (decimal Then, decimal Now)[] members) =>
        Telling.Score([.. members.Select(m => new Driver("a", m.Then, m.Now, m.Now - m.Then, null, null))], members);
}
