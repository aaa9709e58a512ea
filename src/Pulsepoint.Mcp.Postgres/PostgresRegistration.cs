using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Doctor;
using Pulsepoint.Mcp.Core.Limits;
using Pulsepoint.Mcp.Core.Migrations;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Postgres.Access;
using Pulsepoint.Mcp.Postgres.Addresses;
using Pulsepoint.Mcp.Postgres.Administration;
using Pulsepoint.Mcp.Postgres.Alerts;
using Pulsepoint.Mcp.Postgres.Audit;
using Pulsepoint.Mcp.Postgres.Brands;
using Pulsepoint.Mcp.Postgres.Budgets;
using Pulsepoint.Mcp.Postgres.Doctor;
using Pulsepoint.Mcp.Postgres.Embedded;
using Pulsepoint.Mcp.Postgres.Limits;
using Pulsepoint.Mcp.Postgres.Migrations;
using Pulsepoint.Mcp.Postgres.Moves;
using Pulsepoint.Mcp.Postgres.Operators;
using Pulsepoint.Mcp.Postgres.Privacy;
using Pulsepoint.Mcp.Postgres.Provisioning;
using Pulsepoint.Mcp.Postgres.Rollups;
using Pulsepoint.Mcp.Postgres.Sealing;
using Pulsepoint.Mcp.Postgres.Tenancy;
using Pulsepoint.Mcp.Postgres.Tokens;
using Pulsepoint.Mcp.Postgres.Usage;
using Pulsepoint.Mcp.Postgres.Warehouse;

namespace Pulsepoint.Mcp.Postgres;

public static class PostgresRegistration
{
    /// <summary>Adds the store. Nothing is opened, and no cluster attached to, before the first call that needs it.</summary>
    public static IServiceCollection AddPulsepointPostgres(this IServiceCollection services, PostgresOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);

        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DataSourceFactory>();
        if (options.Database is { } text)
            services.TryAddSingleton<IDatabaseAddress>(_ => new ConfiguredAddress(text));
        else
            services.TryAddSingleton<IDatabaseAddress>(provider => new EmbeddedAddress(provider.GetRequiredService<IEmbeddedCluster>()));

        services.TryAddSingleton<SessionGuard>();
        services.TryAddSingleton<TenantConnections>();
        services.TryAddSingleton<ITenantProfiles, TenantProfiles>();
        services.TryAddSingleton<IAuditLog, AuditLog>();
        services.TryAddSingleton<ICallLimiter, CallLimiter>();
        services.TryAddSingleton<IUsageReader, UsageReader>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEventSink, PostgresEventSink>());
        services.TryAddSingleton<AlertSessions>();
        services.TryAddSingleton<IAlertStore, AlertStore>();
        services.TryAddSingleton<IOwnAlertWebhooks, OwnAlertWebhooks>();
        services.TryAddSingleton<ITokenMailbox, TokenMailbox>();
        services.TryAddSingleton<IQueryBudget, QueryBudget>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWarehouse, PostgresWarehouse>());
        services.TryAddSingleton<IWarehousePlaces, WarehousePlaces>();

        services.TryAddSingleton<OperatorSecrets>();
        services.TryAddSingleton(provider => new OperatorCredentials(
            options,
            provider.GetRequiredService<IDatabaseAddress>(),
            provider.GetRequiredService<OperatorSecrets>(),
            provider.GetService<BootstrapAccess>()));
        services.TryAddSingleton<OperatorConnections>();
        services.TryAddSingleton<ClusterBootstrap>();
        services.TryAddSingleton<IMigrator, Migrator>();
        services.TryAddSingleton<ITenantRegistry, TenantRegistry>();
        services.TryAddSingleton<IKeyRegistry, KeyRegistry>();
        services.TryAddSingleton<IOwnTenantKeys, OwnTenantKeys>();
        services.TryAddSingleton<IKeyCheck, KeyCheck>();
        services.TryAddSingleton<IDatabaseExamination, DatabaseExamination>();
        services.TryAddSingleton<ITenantAccess, TenantAccess>();
        services.TryAddSingleton<ITenantOffice, TenantOffice>();
        services.TryAddSingleton<ITenantRoster, TenantRoster>();
        services.TryAddSingleton<IOwnTenantRoster, OwnTenantRoster>();
        services.TryAddSingleton<IErasure, Erasure>();
        services.TryAddSingleton<IRetention, Retention>();
        services.TryAddSingleton<IExport, Export>();
        services.TryAddSingleton<IDeletion, Deletion>();
        services.TryAddSingleton<ISecretStore, SecretStore>();
        services.TryAddSingleton<IAlertWebhooks, AlertWebhooks>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IResealableSecrets, SecretStore>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IResealableSecrets, AlertWebhooks>());
        services.TryAddSingleton<ITokenRequests, TokenRequests>();
        services.TryAddSingleton<IServiceIdentities, ServiceIdentities>();
        services.TryAddSingleton<IProvisionedPlaces, ProvisionedPlaces>();
        services.TryAddSingleton<ITenantWarehouses, TenantWarehouses>();
        services.TryAddSingleton<ITenantBudgets, TenantBudgets>();
        services.TryAddSingleton<IRollupStore, RollupStore>();
        services.TryAddSingleton<IUsageBilling, UsageBilling>();
        services.TryAddSingleton<IEventImport, EventImport>();
        return services;
    }
}
