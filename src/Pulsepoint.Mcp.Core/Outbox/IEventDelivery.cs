using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>Brings the events that a key made from this machine's disk to every sink, each at its own pace.</summary>
public interface IEventDelivery
{
    /// <summary>Delivers at once what this process enqueues, and looks every few seconds for what others left. Never fails for a sink's sake.</summary>
    /// <param name="tenant">Whose key delivers. Only events made with that key are touched.</param>
    /// <param name="cancellationToken">Ends it; what is under way is delivered again later.</param>
    Task RunAsync(TenantContext tenant, CancellationToken cancellationToken);

    /// <summary>Delivers what waits now, for a process that is about to end. Also while <see cref="RunAsync"/> goes on.</summary>
    /// <param name="tenant">Whose key delivers.</param>
    /// <param name="atMost">After this time it gives up, even where a sink does not answer.</param>
    /// <param name="cancellationToken">Ends it sooner.</param>
    /// <returns>
    /// How many deliveries (an event and a sink each) still wait: the sink is not to be reached, another process delivers
    /// them, or the time was up. Null where not even that could be found out in time.
    /// </returns>
    Task<long?> FlushAsync(TenantContext tenant, TimeSpan atMost, CancellationToken cancellationToken);
}
