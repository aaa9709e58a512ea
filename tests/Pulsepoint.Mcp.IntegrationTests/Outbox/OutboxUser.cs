using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox;
using Pulsepoint.Mcp.Outbox.Files;

namespace Pulsepoint.Mcp.IntegrationTests.Outbox;

/// <summary>What one process is to the outbox: its own connection, its own locks, its own key.</summary>
internal sealed class OutboxUser : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly ServiceProvider _services;

    public OutboxUser(StateFolder state, TenantContext tenant, OutboxOptions options, TimeProvider time, IEnumerable<IEventSink> sinks)
    {
        (Tenant, Time) = (tenant, time);
        var services = new ServiceCollection().AddLogging().AddSingleton(time);
        foreach (var sink in sinks)
            services.AddSingleton(sink);

        _services = services.AddPulsepointOutbox(state, options).BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public TenantContext Tenant { get; }

    public TimeProvider Time { get; }

    public IEventOutbox Outbox => _services.GetRequiredService<IEventOutbox>();

    public IEventDelivery Delivery => _services.GetRequiredService<IEventDelivery>();

    public IOutboxAdministration Administration => _services.GetRequiredService<IOutboxAdministration>();

    public OutboxDatabase Database => _services.GetRequiredService<OutboxDatabase>();

    /// <summary>An event of the tenant's key, with so much text in it.</summary>
    public UsageEvent Event(int characters = 0) => new()
    {
        Id = EventId.New(Time),
        Type = EventType.ToolCall,
        OccurredAt = Instant.FromDateTimeOffset(Time.GetUtcNow()),
        Tenant = Tenant.Tenant,
        Key = Tenant.Key,
        Tool = "query_metrics",
        Outcome = EventOutcome.Ok,
        Extra = characters == 0 ? null : new string('x', characters),
    };

    /// <returns>The ids, in order.</returns>
    public async Task<IReadOnlyList<EventId>> KeepAsync(int count, EventLane lane = EventLane.Audit, int characters = 0)
    {
        var events = Enumerable.Range(0, count).Select(_ => Event(characters)).ToList();
        foreach (var usageEvent in events)
            await Outbox.EnqueueAsync(Tenant, usageEvent, lane, CancellationToken.None);

        return [.. events.Select(e => e.Id)];
    }

    public Task<long?> FlushAsync() => Delivery.FlushAsync(Tenant, s_patience, CancellationToken.None);

    public Task<OutboxStatus> StatusAsync() => Administration.StatusAsync(CancellationToken.None);

    public async Task<bool> KnowsAsync(TenantContext tenant, Guid answer)
    {
        foreach (var place in _services.GetServices<IRecentAnswers>())
        {
            if (await place.KnowsAsync(tenant, answer, CancellationToken.None))
                return true;
        }

        return false;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
