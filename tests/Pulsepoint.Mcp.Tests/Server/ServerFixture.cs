using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Limits;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Server;
using Pulsepoint.Mcp.Server.Tools;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Access;
using Pulsepoint.Mcp.Testing.Alerts;
using Pulsepoint.Mcp.Testing.Brands;
using Pulsepoint.Mcp.Testing.Limits;
using Pulsepoint.Mcp.Testing.Serving;
using Pulsepoint.Mcp.Testing.Usage;

namespace Pulsepoint.Mcp.Tests.Server;

/// <summary>An issuer, fixed data and a clock per test; a test starts the server it needs over them.</summary>
public abstract class ServerFixture
{
    private readonly List<McpPair> _started = [];

    private protected TestIssuer Issuer { get; private set; } = null!;

    private protected FakeTimeProvider Time { get; private set; } = null!;

    private protected FixedProfiles Profiles { get; private set; } = null!;

    private protected FixedWarehouse Warehouse { get; private set; } = null!;

    private protected FixedAuditLog Audit { get; private set; } = null!;

    private protected MemoryAlertStore Alerts { get; private set; } = null!;

    private protected FixedLimiter Limiter { get; private set; } = null!;

    private protected RecordingOutbox Outbox { get; private set; } = null!;

    private protected FixedUsageReader Usage { get; private set; } = null!;

    private protected RecordingDelivery Delivery { get; private set; } = null!;

    [SetUp]
    public void Prepare()
    {
        Issuer = new TestIssuer();
        Time = new FakeTimeProvider(TestIssuer.Now.ToDateTimeOffset());
        Profiles = new FixedProfiles();
        Warehouse = new FixedWarehouse();
        Audit = new FixedAuditLog();
        Alerts = new MemoryAlertStore(Time);
        Limiter = new FixedLimiter();
        Outbox = new RecordingOutbox();
        Usage = new FixedUsageReader();
        Delivery = new RecordingDelivery();
    }

    [TearDown]
    public async Task CleanUpAsync()
    {
        foreach (var pair in _started)
            await pair.DisposeAsync();

        _started.Clear();
        Issuer.Dispose();
        Alerts.Dispose();
    }

    /// <summary>A server with a good key, unless other options are given.</summary>
    private protected McpPair Start(ServerOptions? options = null, params PulsepointTool[] more)
    {
        var services = Services(options ?? Issuer.WithKey());
        foreach (var tool in more)
            services.AddSingleton(tool);

        var pair = McpPair.Start(services);
        _started.Add(pair);
        return pair;
    }

    private protected IServiceCollection Services(ServerOptions options) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(Time)
        .AddSingleton<ITenantProfiles>(Profiles)
        .AddSingleton<IWarehouse>(Warehouse)
        .AddSingleton<IAuditLog>(Audit)
        .AddSingleton<IAlertStore>(Alerts)
        .AddSingleton<ICallLimiter>(Limiter)
        .AddSingleton<IEventOutbox>(Outbox)
        .AddSingleton<IUsageReader>(Usage)
        .AddSingleton<IEventDelivery>(Delivery)
        .AddPulsepointServer(options);
}
