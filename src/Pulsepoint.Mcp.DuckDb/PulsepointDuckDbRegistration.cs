using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pulsepoint.Mcp.Core.Demo;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.DuckDb.Demo;
using Pulsepoint.Mcp.DuckDb.Privacy;
using Pulsepoint.Mcp.DuckDb.Rollups;
using Pulsepoint.Mcp.DuckDb.Snapshots;
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
        services.TryAddSingleton<IRollupSource>(provider => new DuckDbRollupSource(state, provider.GetRequiredService<SnapshotReader>()));
        services.TryAddSingleton<IFactExport>(provider => new FactExport(provider.GetRequiredService<SnapshotReader>()));
        services.TryAddSingleton<IDemoWarehouse>(provider => new DemoWarehouse(state, provider.GetRequiredService<SnapshotPublisher>()));
        return services;
    }
}
