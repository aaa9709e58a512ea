using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Testing.Access;

namespace Pulsepoint.Mcp.Tests.Server.Usage;

[TestFixture]
public sealed class CourierTests : ServerFixture
{
    [Test]
    public async Task Delivery_begins_with_the_first_event_and_for_the_key_that_made_it()
    {
        var pair = Start();
        await pair.RequestAsync("tools/list");
        Delivery.Runs.Should().BeEmpty();

        await pair.CallAsync("list_brands");
        await pair.CallAsync("list_brands");
        await pair.ReadToEndAsync();
        await Delivery.BegunAsync();

        Delivery.Runs.Should().ContainSingle().Which.Key.Should().Be(TestIssuer.Grant.Key);
    }

    [Test]
    public async Task What_waits_is_delivered_once_more_when_the_input_ends()
    {
        var pair = Start();
        await pair.CallAsync("list_brands");
        Delivery.Flushes.Should().Be(0);

        await pair.ReadToEndAsync();

        Delivery.Flushes.Should().Be(1);
    }

    [Test]
    public async Task Who_called_nothing_waits_for_no_delivery()
    {
        var pair = Start();
        await pair.RequestAsync("tools/list");

        await pair.ReadToEndAsync();

        Delivery.Flushes.Should().Be(0);
    }
}
