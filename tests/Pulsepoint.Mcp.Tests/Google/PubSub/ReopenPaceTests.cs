using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Google.PubSub;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

internal sealed class ReopenPaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void Streams_that_end_as_they_begin_are_opened_ever_later()
    {
        var pace = new ReopenPace(_time);

        var waits = Enumerable.Range(0, 10).Select(_ => Wait(pace)).ToList();

        waits.Should().Equal(0, 100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000);
    }

    [Test]
    public void After_a_message_the_next_stream_is_opened_at_once()
    {
        var pace = new ReopenPace(_time);
        Wait(pace);
        Wait(pace);

        pace.Received();

        Wait(pace).Should().Be(0);
    }

    [Test]
    public void After_a_stream_that_lasted_the_next_is_opened_at_once()
    {
        var pace = new ReopenPace(_time);
        Wait(pace);
        Wait(pace);

        pace.Opened();
        _time.Advance(TimeSpan.FromSeconds(5));

        pace.WaitAsync(CancellationToken.None).IsCompleted.Should().BeTrue();
    }

    // In milliseconds.
    private int Wait(ReopenPace pace)
    {
        pace.Opened();
        var waiting = pace.WaitAsync(CancellationToken.None);
        var waited = 0;
        for (; !waiting.IsCompleted; waited += 50)
            _time.Advance(TimeSpan.FromMilliseconds(50));

        return waited;
    }
}
