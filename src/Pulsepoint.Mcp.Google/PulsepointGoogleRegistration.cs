using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.PubSub;

namespace Pulsepoint.Mcp.Google;

/// <summary>Google's services: Pub/Sub for events, and the tokens to speak to them.</summary>
public static class PulsepointGoogleRegistration
{
    /// <exception cref="Core.Refusals.SettingException">An option cannot be used.</exception>
    public static IServiceCollection AddPulsepointGoogle(this IServiceCollection services, PubSubOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);

        var target = PubSubTarget.Of(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => AccessOf(provider, target.Endpoint));
        services.TryAddSingleton(IamEndpoint.Google);
        services.TryAddSingleton<IOperatorToken, NoOperatorToken>();
        services.TryAddSingleton<ITokenMinter, IamTokenMinter>();
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

    // An emulator asks for no token, and without a database there is no mailbox.
    private static ITokenAccess AccessOf(IServiceProvider services, PubSubEndpoint endpoint) => endpoint.NeedsToken && services.GetService<ITokenMailbox>() is { } mailbox
        ? new MailboxTokenAccess(new TokenAsker(mailbox, services.GetRequiredService<TimeProvider>()), services.GetRequiredService<TimeProvider>())
        : new NoTokenAccess();

    private static void AddPublisher(IServiceCollection services, TopicTemplate topics, PubSubTransport transport, bool keepsTexts)
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
