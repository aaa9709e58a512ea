using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Outbox.Delivery;

namespace Pulsepoint.Mcp.Tests.Outbox;

internal sealed class BackOffTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void A_sink_that_fails_again_and_again_is_left_alone_for_longer_each_time()
    {
        var backOff = new BackOff(_time, new Random(1));

        var waits = Enumerable.Range(0, 12).Select(_ => backOff.Fail(null).TotalSeconds).ToList();

        for (var i = 0; i < waits.Count; i++)
            waits[i].Should().BeInRange(0.5 * (1 << Math.Min(i, 6)), 1 << Math.Min(i, 6));
    }

    [Test]
    public void Two_processes_do_not_come_back_together() =>
        new BackOff(_time, new Random(1)).Fail(null).Should().NotBe(new BackOff(_time, new Random(2)).Fail(null));

    [Test]
    public void A_success_ends_the_waiting_and_begins_anew()
    {
        var backOff = new BackOff(_time, new Random(1));
        for (var i = 0; i < 5; i++)
            backOff.Fail(null);

        backOff.Succeed();

        backOff.Remaining.Should().Be(TimeSpan.Zero);
        backOff.Fail(null).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [TestCase(20, 20)]
    [TestCase(100_000, 600)]
    public void What_the_sink_asks_for_is_heeded_within_reason(int asked, int seconds) =>
        new BackOff(_time, new Random(1)).Fail(Duration.FromSeconds(asked)).Should().Be(TimeSpan.FromSeconds(seconds));

    [Test]
    public void The_waiting_ends_with_time()
    {
        var backOff = new BackOff(_time, new Random(1));
        var wait = backOff.FailForLong();
        wait.Should().BeGreaterThan(TimeSpan.FromMinutes(2));

        _time.Advance(wait - TimeSpan.FromSeconds(1));
        backOff.Remaining.Should().Be(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        backOff.Remaining.Should().Be(TimeSpan.Zero);
    }

    [TestCase(-5, 0)]
    [TestCase(90, 90)]
    [TestCase(100_000, 0)]
    public void An_earlier_process_wait_goes_on_unless_the_clock_went_back(int left, int seconds)
    {
        var backOff = new BackOff(_time, new Random(1));

        backOff.Resume(TimeSpan.FromSeconds(left));

        backOff.Remaining.Should().Be(TimeSpan.FromSeconds(seconds));
    }
}
