using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Outbox.Delivery;
using Pulsepoint.Mcp.Outbox.Rows;

namespace Pulsepoint.Mcp.Tests.Outbox;

internal sealed class BatchTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    [TestCase(100)]
    public void Halving_comes_to_every_event_alone_in_order(int count)
    {
        var batch = new Batch([.. Enumerable.Range(1, count).Select(n => new LeasedEvent(n, null))]);
        var alone = new List<long>();

        while (batch.TryTake(out var part))
        {
            if (part is [var one])
                alone.Add(one.Sequence);
            else
                batch.PutBackHalved(part);
        }

        alone.Should().Equal(Enumerable.Range(1, count).Select(n => (long)n));
    }

    [Test]
    public void What_is_taken_out_is_not_in_the_rest_until_it_is_put_back()
    {
        var batch = new Batch([new LeasedEvent(1, null), new LeasedEvent(2, null)]);

        batch.TryTake(out var part);
        batch.Rest.Should().BeEmpty();
        batch.PutBackHalved(part);

        batch.Rest.Should().Equal(1, 2);
    }
}
