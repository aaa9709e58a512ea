using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Demo;
using Pulsepoint.Mcp.DuckDb;
using Pulsepoint.Mcp.Postgres;
using Pulsepoint.Mcp.Postgres.Embedded;
using Pulsepoint.Mcp.Server;

namespace Pulsepoint.Mcp.Hosting;

/// <summary>
/// Puts the rooms together. The empty builder and the application's own folder as content root: the directory that a
/// client happens to start us in is never read or watched.
/// </summary>
internal static class ToolHost
{
    public static IHost Build(Settings settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = "pulsepoint-mcp",
        });

        builder.Logging.SetMinimumLevel(settings.Log);
        builder.Logging.AddProvider(new StderrLoggerProvider(settings.Log, TimeProvider.System));
        Add(builder.Services, settings);
        return builder.Build();
    }

    public static IServiceCollection Add(IServiceCollection services, Settings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(settings);
        services.TryAddSingleton(settings.State);
        services.TryAddSingleton(provider => new BusinessClock(provider.GetRequiredService<TimeProvider>(), settings.Now));
        services.TryAddSingleton<MetricReader>();
        services.TryAddSingleton<KeyIssuance>();
        services.AddPulsepointEmbeddedCluster(new EmbeddedClusterOptions
        {
            ProgramFolder = settings.PostgresBinaries,
            SearchPath = Environment.GetEnvironmentVariable("PATH"),
        });
        services.AddPulsepointPostgres(new PostgresOptions
        {
            Database = settings.Database,
            BootstrapDatabase = settings.BootstrapDatabase,
            MigratorDatabase = settings.MigratorDatabase,
            PlatformDatabase = settings.PlatformDatabase,
            AllowTls12 = settings.AllowTls12,
        });
        services.AddPulsepointDuckDb(settings.State);
        services.AddPulsepointServer(new ServerOptions
        {
            Version = ToolVersion.Text,
            State = settings.State,
            Key = settings.ApiKey,
            KeyFile = settings.ApiKeyFile,
            JwksFile = settings.Jwks,
        });
        services.TryAddSingleton<DemoOrganisations>();
        services.TryAddSingleton<DemoKeys>();
        services.TryAddSingleton<DemoRun>();
        return services;
    }
}
