using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Google;
using Pulsepoint.Mcp.Google.PubSub;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

internal sealed class RegistrationTests
{
    private const string Topic = "projects/acme/topics/pulsepoint-{tenant}";

    [TestCase("PULSEPOINT_PUBSUB_TOPIC", "pulsepoint", null, null)]
    [TestCase("PULSEPOINT_PUBSUB_TRANSPORT", Topic, "http", null)]
    [TestCase("PUBSUB_EMULATOR_HOST", Topic, null, "localhost")]
    [TestCase("PUBSUB_EMULATOR_HOST", Topic, null, "https://localhost:8085")]
    [TestCase("PUBSUB_EMULATOR_HOST", Topic, null, "localhost:8085/v1")]
    [TestCase("PUBSUB_EMULATOR_HOST", Topic, null, "user@localhost:8085")]
    [TestCase("PUBSUB_EMULATOR_HOST", Topic, null, "localhost:99999")]
    public void A_wrong_setting_is_named_with_an_example(string setting, string topic, string? transport, string? emulator)
    {
        var registering = () => new ServiceCollection().AddPulsepointGoogle(new PubSubOptions { Topic = topic, Transport = transport, EmulatorHost = emulator });

        var refusal = registering.Should().Throw<SettingException>().Which;
        refusal.Message.Should().StartWith(setting);
        refusal.Example.Should().StartWith($"For example: {setting}=");
    }

    [TestCase("localhost:8085", "http://localhost:8085/")]
    [TestCase("http://localhost:8085/", "http://localhost:8085/")]
    [TestCase("127.0.0.1:80", "http://127.0.0.1/")]
    [TestCase("[::1]:8085", "http://[::1]:8085/")]
    public void An_emulator_is_asked_over_plain_HTTP_without_credentials(string emulator, string address)
    {
        using var services = Build(new PubSubOptions { Topic = Topic, EmulatorHost = emulator });

        services.GetRequiredService<PubSubEndpoint>().Should().Be(new PubSubEndpoint(new Uri(address), NeedsToken: false));
    }

    [TestCase(null, typeof(GrpcPublishTransport))]
    [TestCase("grpc", typeof(GrpcPublishTransport))]
    [TestCase("rest", typeof(RestPublishTransport))]
    public void Without_an_emulator_Google_is_asked_over_the_chosen_transport(string? transport, Type chosen)
    {
        using var services = Build(new PubSubOptions { Topic = Topic, Transport = transport });

        services.GetRequiredService<PubSubEndpoint>().Should().Be(PubSubEndpoint.Google);
        services.GetRequiredService<IPublishTransport>().Should().BeOfType(chosen);
        services.GetServices<IEventSink>().Should().ContainSingle().Which.Name.Should().Be("pubsub");
    }

    [Test]
    public void Without_a_topic_nothing_is_published()
    {
        using var services = Build(new PubSubOptions());

        services.GetServices<IEventSink>().Should().BeEmpty();
    }

    private static ServiceProvider Build(PubSubOptions options) =>
        new ServiceCollection().AddLogging().AddPulsepointGoogle(options).BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
