using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.Moves;
using Pulsepoint.Mcp.Google.Provisioning;
using Pulsepoint.Mcp.Google.PubSub;
using Pulsepoint.Mcp.Google.Rollups;

namespace Pulsepoint.Mcp.Google;

/// <summary>Google's services: Pub/Sub for events, BigQuery for the facts of tenants who have a dataset, and the tokens to speak to them.</summary>
public static class PulsepointGoogleRegistration
{
    /// <param name="services">Where Pub/Sub and, if it is asked, BigQuery are added.</param>
    /// <param name="options">Where events are published and read.</param>
    /// <param name="bigQuery">How BigQuery is asked; null adds no warehouse.</param>
    /// <param name="access">An operator's own credentials; null for none.</param>
    /// <exception cref="Core.Refusals.SettingException">An option cannot be used.</exception>
    public static IServiceCollection AddPulsepointGoogle(
        this IServiceCollection services, PubSubOptions options, BigQueryOptions? bigQuery = null, GoogleAccessOptions? access = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);

        var target = PubSubTarget.Of(options);
        services.TryAddSingleton(TimeProvider.System);
        AddAccess(services, access ?? new GoogleAccessOptions());
        if (bigQuery is not null)
            AddBigQuery(services, bigQuery);

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

    // An operator's own credentials speak for the tenants, and make their tokens; everybody else asks the mailbox.
    private static void AddAccess(IServiceCollection services, GoogleAccessOptions access)
    {
        services.TryAddSingleton(IamEndpoint.Google);
        services.TryAddSingleton<ITokenMinter, IamTokenMinter>();
        services.TryAddSingleton(provider => new SubscriptionTokens(CredentialSource.OfAlerts(access) is { } reader
            ? new OwnCredentials(reader, OwnCredentials.ForEvents)
            : provider.GetRequiredService<ITokenAccess>()));
        if (CredentialSource.OfOperator(access) is not { } own)
        {
            services.TryAddSingleton(MailboxOf);
            services.TryAddSingleton<IOperatorToken, NoOperatorToken>();
            return;
        }

        services.TryAddSingleton<ITokenAccess>(_ => new OwnCredentials(own, OwnCredentials.ForFactsAndEvents));
        services.TryAddSingleton<IOperatorToken>(_ => new OwnOperatorToken(own));
    }

    // Without a database there is no mailbox.
    private static ITokenAccess MailboxOf(IServiceProvider services) => services.GetService<ITokenMailbox>() is { } mailbox
        ? new MailboxTokenAccess(new TokenAsker(mailbox, services.GetRequiredService<TimeProvider>()), services.GetRequiredService<TimeProvider>())
        : new NoTokenAccess();

    private static void AddBigQuery(IServiceCollection services, BigQueryOptions options)
    {
        services.TryAddSingleton(BigQueryEndpoint.Of(options.EmulatorHost));
        services.TryAddSingleton(options);
        services.TryAddSingleton<CallerTokens>();
        services.TryAddSingleton<BigQueryConnection>();
        services.TryAddSingleton<BigQueryCalls>();
        services.TryAddSingleton<JobCalls>();
        services.TryAddSingleton<QueryCalls>();
        services.TryAddSingleton(BytePrice.Default);
        services.TryAddSingleton<Settlements>();
        services.TryAddSingleton<QueryTries>();
        services.TryAddSingleton<BudgetedQueries>();
        services.TryAddSingleton<DatasetCalls>();
        services.TryAddSingleton<TableCalls>();
        services.TryAddSingleton<LoadCalls>();
        services.TryAddSingleton<DatasetState>();
        services.TryAddSingleton<ResultPages>();
        services.TryAddSingleton<IDatasetProvisioner, DatasetProvisioner>();
        services.TryAddSingleton<OnceJobs>();
        services.TryAddSingleton<StagingTables>();
        services.TryAddSingleton<StagedParts>();
        services.TryAddSingleton<MoveStatements>();
        services.TryAddSingleton<FactTallies>();
        services.TryAddSingleton<Arrivals>();
        services.TryAddSingleton<IFactLoader, BigQueryFactLoader>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWarehouse, BigQueryWarehouse>());
        services.TryAddKeyedSingleton<IRollupSource, BigQueryRollupSource>(WarehouseEngine.BigQuery);
    }

    private static void AddPublisher(IServiceCollection services, ResourceTemplate<Topic> topics, PubSubTransport transport, bool keepsTexts)
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
