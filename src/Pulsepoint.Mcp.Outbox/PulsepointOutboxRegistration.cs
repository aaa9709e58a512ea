using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox.Administration;
using Pulsepoint.Mcp.Outbox.Delivery;
using Pulsepoint.Mcp.Outbox.Files;
using Pulsepoint.Mcp.Outbox.Rows;
using Pulsepoint.Mcp.Outbox.Writing;

namespace Pulsepoint.Mcp.Outbox;

/// <summary>
/// Events on this machine's disk until every sink has them. The sinks are those that are registered as
/// <see cref="IEventSink"/>; an event is kept for those that were there when it was written,
/// and not at all where there is none. Nothing is opened or written before the first event.
/// </summary>
public static class PulsepointOutboxRegistration
{
    /// <exception cref="Core.Refusals.SettingException">An option has a value that cannot be used.</exception>
    public static IServiceCollection AddPulsepointOutbox(this IServiceCollection services, StateFolder state, OutboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(options);

        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton(new OutboxFolder(state));
        services.TryAddSingleton<OutboxOpener>();
        services.TryAddSingleton<OutboxDatabase>();
        services.TryAddSingleton<HighWaterMark>();
        services.TryAddSingleton<DeliverySignal>();
        services.TryAddSingleton<OutboxWriter>();
        services.TryAddSingleton(provider => new GroupWriter(options, SinkNames(provider), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IEventOutbox, EventOutbox>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRecentAnswers, WaitingAnswers>());
        services.TryAddSingleton<IEventDelivery>(Delivery);
        services.TryAddSingleton<IOutboxAdministration, OutboxAdministration>();
        return services;
    }

    private static string SinkNames(IServiceProvider provider) => JsonList.Of(provider.GetServices<IEventSink>().Select(sink => sink.Name));

    private static OutboxDelivery Delivery(IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var database = provider.GetRequiredService<OutboxDatabase>();
        var options = provider.GetRequiredService<OutboxOptions>();
        var folder = provider.GetRequiredService<OutboxFolder>();
        var flushing = provider.GetRequiredService<ILogger<OutboxFlusher>>();
        var owner = Guid.CreateVersion7(time.GetUtcNow());
        return new OutboxDelivery(
            [.. provider.GetServices<IEventSink>()],
            (sink, tenant) => new OutboxFlusher(
                sink,
                new DeliveryRows(sink.Name, tenant.Tenant, tenant.Key, owner),
                folder.FlushLock(sink.Name, tenant.Key),
                database,
                new BackOff(time, new Random()),
                options,
                time,
                flushing),
            database,
            provider.GetRequiredService<DeliverySignal>(),
            options,
            time,
            provider.GetRequiredService<ILogger<OutboxDelivery>>());
    }
}
