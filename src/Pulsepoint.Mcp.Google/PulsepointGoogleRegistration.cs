using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.PubSub;

namespace Pulsepoint.Mcp.Google;

/// <summary>Google's services: Pub/Sub for events.</summary>
public static class PulsepointGoogleRegistration
{
    /// <exception cref="Core.Refusals.SettingException">An option cannot be used.</exception>
    public static IServiceCollection AddPulsepointGoogle(this IServiceCollection services, PubSubOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);

        var target = PubSubTarget.Of(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ITokenAccess, NoTokenAccess>();
        services.TryAddSingleton(target.Endpoint);
        services.TryAddSingleton<PubSubChannel>();
        services.TryAddSingleton<SubscriptionReader>();
        if (target.Subscription is { } subscriptions)
        {
            services.TryAddSingleton(subscriptions);
            services.TryAddSingleton<IUsageStream, UsageStream>();
        }

        if (target.Topic is { } topics)
            AddPublisher(services, topics, target.Transport, options.KeepsTexts);

        return services;
    }

    private static void AddPublisher(IServiceCollection services, ResourceTemplate<Topic> topics, PubSubTransport transport, bool keepsTexts)
    {
        if (transport is PubSubTransport.Rest)
            services.TryAddSingleton<IPublishTransport, RestPublishTransport>();
        else
            services.TryAddSingleton<IPublishTransport, GrpcPublishTransport>();

        services.TryAddSingleton(topics);
        services.TryAddSingleton<EventPublisher>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEventSink, PubSubSink>(
            provider => new PubSubSink(provider.GetRequiredService<EventPublisher>(), keepsTexts)));
    }
}
