using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Limits;

namespace Pulsepoint.Mcp.Tests.Core.Limits;

internal sealed class TokenBucketTests
{
    private FakeTimeProvider _time = null!;

    [SetUp]
    public void Prepare() => _time = new FakeTimeProvider();

    [Test]
    public void A_burst_is_allowed_at_once_and_no_call_more()
    {
        var bucket = new TokenBucket(new CallLimit(100, 5), _time);

        Taken(bucket, 10).Should().Be(5);
    }

    [TestCase(100, 1)]
    [TestCase(10, 6)]
    [TestCase(1, 60)]
    public void The_wait_is_said_in_whole_seconds_and_suffices(int perMinute, int seconds)
    {
        var bucket = new TokenBucket(new CallLimit(perMinute, 1), _time);
        bucket.TryTake(out var none).Should().BeTrue();

        bucket.TryTake(out var wait).Should().BeFalse();

        (none, wait).Should().Be((0, seconds));
        _time.Advance(TimeSpan.FromSeconds(wait));
        bucket.TryTake(out _).Should().BeTrue();
    }

    [Test]
    public void Time_brings_tokens_back_at_the_rate_and_never_beyond_the_burst()
    {
        var bucket = new TokenBucket(new CallLimit(100, 50), _time);
        Taken(bucket, 50);

        _time.Advance(TimeSpan.FromSeconds(6));
        Taken(bucket, 100).Should().Be(10);

        _time.Advance(TimeSpan.FromHours(1));
        Taken(bucket, 100).Should().Be(50);
    }

    [Test]
    public void A_raised_limit_gives_the_difference_and_a_lowered_one_takes_it()
    {
        var bucket = new TokenBucket(new CallLimit(100, 10), _time);
        Taken(bucket, 4);

        bucket.Adopt(new CallLimit(100, 30));
        Taken(bucket, 20).Should().Be(20);
        bucket.Adopt(new CallLimit(100, 2));
        Taken(bucket, 20).Should().Be(2);
    }

    private static int Taken(TokenBucket bucket, int calls) => Enumerable.Range(0, calls).Count(_ => bucket.TryTake(out var _));
}
