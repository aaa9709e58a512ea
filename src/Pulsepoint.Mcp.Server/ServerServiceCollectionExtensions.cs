using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Dashboards;
using Pulsepoint.Mcp.Core.Metrics.Drivers;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Metrics.Values;
using Pulsepoint.Mcp.Core.Serving;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Server.Access;
using Pulsepoint.Mcp.Server.Pipeline;
using Pulsepoint.Mcp.Server.Protocol;
using Pulsepoint.Mcp.Server.Resources;
using Pulsepoint.Mcp.Server.Tools;
using Pulsepoint.Mcp.Server.Tools.Alerts;
using Pulsepoint.Mcp.Server.Tools.Audit;
using Pulsepoint.Mcp.Server.Tools.Brands;
using Pulsepoint.Mcp.Server.Tools.Dashboards;
using Pulsepoint.Mcp.Server.Tools.Drivers;
using Pulsepoint.Mcp.Server.Tools.Metrics;
using Pulsepoint.Mcp.Server.Tools.Setup;
using Pulsepoint.Mcp.Server.Tools.Usage;
using Pulsepoint.Mcp.Server.Tools.Whole;
using Pulsepoint.Mcp.Server.Usage;

namespace Pulsepoint.Mcp.Server;

public static class ServerServiceCollectionExtensions
{
    /// <summary>Adds the door: <see cref="IMcpEndpoint"/>, <see cref="IKeyVerifier"/>, <see cref="IConfiguredKey"/> and <see cref="IKeyIssuer"/>.</summary>
    public static IServiceCollection AddPulsepointServer(this IServiceCollection services, ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);

        services.TryAddSingleton<IssuerKeys>();
        services.TryAddSingleton<ApiKeySource>();
        services.TryAddSingleton<KeySession>();
        services.TryAddSingleton<IConfiguredKey>(provider => provider.GetRequiredService<KeySession>());
        services.TryAddSingleton<IKeyVerifier, ApiKeyVerifier>();
        services.TryAddSingleton<IKeyIssuer, KeyIssuer>();

        services.TryAddSingleton<TokenCounter>();
        services.TryAddSingleton<Courier>();
        services.TryAddSingleton<RecentAnswers>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRecentAnswers, RecentAnswers>(provider => provider.GetRequiredService<RecentAnswers>()));
        services.TryAddSingleton<Meter>();
        services.TryAddSingleton<ErrorFilter>();
        services.TryAddSingleton<DenialFilter>();
        services.TryAddSingleton<AccessFilter>();
        services.TryAddSingleton<ArgumentFilter>();
        services.TryAddSingleton<RateFilter>();
        services.TryAddSingleton<KeyExpiryFilter>();
        services.TryAddSingleton<SlotFilter>();
        services.TryAddSingleton<PatienceFilter>();
        services.TryAddSingleton<WholeAnswers>();
        services.TryAddSingleton<CallPipeline>();

        services.TryAddSingleton<ToolShelf>();
        services.AddTool<SetupStatusTool>();
        services.AddTool<ListBrandsTool>();
        services.AddTool<ListMetricsTool>();
        services.AddTool<QueryMetricsTool>();
        services.AddTool<ListValuesTool>();
        services.AddTool<ExplainChangeTool>();
        services.AddTool<GetDashboardTool>();
        services.AddTool<ListAlertsTool>();
        services.AddTool<SaveAlertRuleTool>();
        services.AddTool<AcknowledgeAlertTool>();
        services.AddTool<GetAuditLogTool>();
        services.AddTool<GetUsageTool>();
        services.AddTool<SubmitFeedbackTool>();
        services.TryAddSingleton<ResourceShelf>();
        services.TryAddSingleton<ResourceHandlers>();
        services.TryAddSingleton<AlertFeed>();
        services.TryAddSingleton<AlertRuleSaver>();
        services.TryAddSingleton(provider => new BusinessClock(provider.GetRequiredService<TimeProvider>(), options.Now));
        services.TryAddSingleton<MetricReader>();
        services.TryAddSingleton<ValueReader>();
        services.TryAddSingleton<ChangeExplainer>();
        services.TryAddSingleton<DashboardReader>();
        services.TryAddSingleton<AuditReader>();
        services.TryAddSingleton<UsageViews>();

        services.TryAddSingleton<IMcpEndpoint, McpEndpoint>();
        return services;
    }

    /// <summary>Begins, on another core, what the first answer needs and no setting changes. Returns at once.</summary>
    public static void WarmUpPulsepointServer() => ProtocolWarmUp.Begin();

    private static void AddTool<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TTool>(this IServiceCollection services)
        where TTool : PulsepointTool =>
        services.TryAddEnumerable(ServiceDescriptor.Singleton<PulsepointTool, TTool>());
}
