using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Postgres.Embedded;
using Pulsepoint.Mcp.Postgres.Fetching;

namespace Pulsepoint.Mcp.Postgres;

public static class EmbeddedClusterRegistration
{
    /// <summary>The private Postgres of the state folder, and the way to fetch its programs. Needs <see cref="StateFolder"/> and logging in the container.</summary>
    public static IServiceCollection AddPulsepointEmbeddedCluster(this IServiceCollection services, EmbeddedClusterOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<BootstrapAccess>();
        services.TryAddSingleton<IEmbeddedCluster>(provider => new EmbeddedCluster(
            provider.GetRequiredService<StateFolder>(),
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.TryAddSingleton<IPostgresFetcher>(provider => new PostgresFetcher(
            provider.GetRequiredService<StateFolder>(),
            options,
            provider.GetRequiredService<ILogger<PostgresFetcher>>()));
        return services;
    }
}
