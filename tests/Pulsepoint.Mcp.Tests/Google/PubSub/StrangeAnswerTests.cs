using FluentAssertions;
using Grpc.Core;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Google.PubSub;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

/// <summary>What only one of the transports can be answered, by what stands in the way as a rule.</summary>
[CancelAfter(30_000)]
internal sealed class StrangeAnswerTests
{
    [TestCase(302, typeof(DeliveryOutcome.Misconfigured))]
    [TestCase(407, typeof(DeliveryOutcome.Misconfigured))]
    [TestCase(408, typeof(DeliveryOutcome.Retry))]
    [TestCase(409, typeof(DeliveryOutcome.Retry))]
    [TestCase(413, typeof(DeliveryOutcome.Rejected))]
    [TestCase(418, typeof(DeliveryOutcome.Misconfigured))]
    [TestCase(429, typeof(DeliveryOutcome.Retry))]
    [TestCase(499, typeof(DeliveryOutcome.Retry))]
    [TestCase(500, typeof(DeliveryOutcome.Retry))]
    [TestCase(502, typeof(DeliveryOutcome.Retry))]
    [TestCase(503, typeof(DeliveryOutcome.Retry))]
    [TestCase(504, typeof(DeliveryOutcome.Retry))]
    [TestCase(599, typeof(DeliveryOutcome.Retry))]
    public async Task A_status_over_REST_has_its_meaning(int status, Type meaning, CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(PubSubTransport.Rest);
        scene.Server.Faults.FailRest(1, status);

        (await scene.Publisher.PublishAsync(PubSubScene.Aurora, [Events.One()], cancellationToken)).Should().BeOfType(meaning);
    }

    [TestCase(StatusCode.AlreadyExists)]
    [TestCase(StatusCode.OutOfRange)]
    [TestCase(StatusCode.Unimplemented)]
    [TestCase(StatusCode.DataLoss)]
    public async Task A_code_that_Pub_Sub_gives_no_publisher_keeps_the_events(StatusCode code, CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(PubSubTransport.Grpc);
        scene.Server.Faults.FailPublishes(1, code);

        (await scene.Publisher.PublishAsync(PubSubScene.Aurora, [Events.One()], cancellationToken)).Should().BeOfType<DeliveryOutcome.Misconfigured>();
    }
}
