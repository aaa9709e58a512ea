using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Alerts;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Demo;
using Pulsepoint.Mcp.DuckDb;
using Pulsepoint.Mcp.Google;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Outbox;
using Pulsepoint.Mcp.Postgres;
using Pulsepoint.Mcp.Postgres.Embedded;
using Pulsepoint.Mcp.Rollups;
using Pulsepoint.Mcp.Server;
using Pulsepoint.Mcp.Worker;

namespace Pulsepoint.Mcp.Hosting;

/// <summary>
/// Puts the rooms together. No generic host: nothing of it but its container would be used, it costs every start a tenth,
/// and without one nothing ever reads or watches the directory that a client happens to start us in.
/// </summary>
internal static class ToolServices
{
    public static ServiceProvider Build(Settings settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(_ => new LoggerFactory(
            [new StderrLoggerProvider(settings.Log, TimeProvider.System)], new LoggerFilterOptions { MinLevel = settings.Log }));
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        Add(services, settings);
        return services.BuildServiceProvider();
    }

    private static void Add(IServiceCollection services, Settings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(settings);
        services.TryAddSingleton(settings.State);
        services.TryAddSingleton(settings.BytePrice);
        services.TryAddSingleton<KeyIssuance>();
        services.TryAddSingleton<KeyRotation>();
        services.TryAddSingleton<PersonKeyFiles>();
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
            IsStrict = settings.IsStrict,
        });
        services.AddPulsepointDuckDb(settings.State);
        services.AddPulsepointGoogle(settings.PubSub, settings.BigQuery with { Deadline = BigQueryOptions.ShareOf(settings.AnswerTime) }, settings.GoogleAccess);
        services.AddPulsepointOutbox(settings.State, new OutboxOptions());

        // Where events are published, a subscription keeps them for years; elsewhere this machine does.
        if (settings.PubSub.Topic is null)
            services.AddPulsepointHistory(settings.PubSub.KeepsTexts);

        services.AddPulsepointServer(new ServerOptions
        {
            Version = ToolVersion.Text,
            State = settings.State,
            Key = settings.ApiKey,
            KeyFile = settings.ApiKeyFile,
            JwksFile = settings.Jwks,
            BundledJwks = settings.BundledJwks,
            Now = settings.Now,
            Patience = settings.AnswerTime,
        });
        services.TryAddSingleton(provider => new SecretKeeper(
            provider.GetRequiredService<ISecretStore>(),
            provider.GetServices<IResealableSecrets>(),
            new SealingKeyFile(settings.State),
            settings.SealingKeys,
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(new WebhookOptions { AllowsPrivate = settings.AllowsPrivateWebhooks });
        services.TryAddSingleton<WebhookClient>();
        services.TryAddSingleton<WebhookCourier>();
        services.TryAddSingleton<MetricObserver>();
        services.TryAddSingleton<AlertJudge>();
        services.TryAddSingleton<AlertRound>();
        services.TryAddSingleton<AlertWatch>();
        services.TryAddSingleton<TokenRound>();
        services.TryAddSingleton<TokenWatch>();
        services.TryAddSingleton<IRollupSource>(provider => new TenantRollupSource(
            provider.GetRequiredService<ITenantWarehouses>(),
            provider.GetRequiredKeyedService<IRollupSource>(WarehouseEngine.DuckDb),
            provider.GetRequiredKeyedService<IRollupSource>(WarehouseEngine.BigQuery)));
        services.TryAddSingleton<TenantProvisioning>();
        services.TryAddSingleton<RollupLoader>();
        services.TryAddSingleton(provider => new DatasetMove(
            provider.GetRequiredService<ITenantWarehouses>(),
            provider.GetRequiredService<IFactSnapshots>(),
            provider.GetRequiredService<IFactLoader>(),
            provider.GetRequiredKeyedService<IRollupSource>(WarehouseEngine.BigQuery),
            provider.GetRequiredService<IRollupStore>()));
        services.TryAddSingleton<DemoOrganisations>();
        services.TryAddSingleton<DemoKeys>();
        services.TryAddSingleton<DemoReset>();
        services.TryAddSingleton<DemoRun>();
    }
}
