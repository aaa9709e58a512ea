using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pulsepoint.Mcp.Core.Demo;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.DuckDb.Demo;
using Pulsepoint.Mcp.DuckDb.Moves;
using Pulsepoint.Mcp.DuckDb.Privacy;
using Pulsepoint.Mcp.DuckDb.Rollups;
using Pulsepoint.Mcp.DuckDb.Snapshots;
using Pulsepoint.Mcp.DuckDb.Usage;
using Pulsepoint.Mcp.DuckDb.Warehouses;

namespace Pulsepoint.Mcp.DuckDb;

/// <summary>The embedded warehouse: one immutable snapshot file per tenant, and the demo tenants' data.</summary>
public static class PulsepointDuckDbRegistration
{
    public static IServiceCollection AddPulsepointDuckDb(this IServiceCollection services, StateFolder state)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(state);

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new SnapshotReader(state));
        services.TryAddSingleton(provider => new SnapshotPublisher(state, provider.GetRequiredService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWarehouse, DuckDbWarehouse>());
        services.TryAddKeyedSingleton<IRollupSource>(
            WarehouseEngine.DuckDb, (provider, _) => new DuckDbRollupSource(state, provider.GetRequiredService<SnapshotReader>()));
        services.TryAddSingleton<IFactSnapshots>(provider => new FactSnapshots(state, provider.GetRequiredService<SnapshotReader>()));
        services.TryAddSingleton(provider => new HistoryFile(state, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IUsageHistory>(provider => new UsageHistory(provider.GetRequiredService<HistoryFile>()));
        services.TryAddSingleton<IFactExport>(provider => new FactExport(provider.GetRequiredService<SnapshotReader>()));
        services.TryAddSingleton<IDemoWarehouse>(provider => new DemoWarehouse(state, provider.GetRequiredService<SnapshotPublisher>()));
        return services;
    }

    /// <summary>Adds the sink that keeps events on this machine.</summary>
    /// <param name="services">Those of <see cref="AddPulsepointDuckDb"/>.</param>
    /// <param name="keepsTexts">Whether questions and queries are kept, too.</param>
    public static IServiceCollection AddPulsepointHistory(this IServiceCollection services, bool keepsTexts)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEventSink, HistorySink>(
            provider => new HistorySink(provider.GetRequiredService<HistoryFile>(), keepsTexts)));
        return services;
    }
}
