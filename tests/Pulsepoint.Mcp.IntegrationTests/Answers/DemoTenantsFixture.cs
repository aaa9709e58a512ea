using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Migrations;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Demo;
using Pulsepoint.Mcp.Hosting;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Answers;

/// <summary>The whole demo in this process: a private cluster, all three tenants at scale 1, their keys and roll-ups.</summary>
internal sealed class DemoTenantsFixture : IAsyncDisposable
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 18, 0);

    private static readonly Lazy<Task<DemoTenantsFixture>> s_shared = new(CreateAsync);

    private readonly ServiceProvider _services;
    private readonly IClusterLease _lease;

    private DemoTenantsFixture(ServiceProvider services, IClusterLease lease, IReadOnlyList<DemoOrganisation> organisations)
    {
        _services = services;
        _lease = lease;
        Organisations = organisations;
    }

    public IReadOnlyList<DemoOrganisation> Organisations { get; }

    public IServiceProvider Services => _services;

    /// <summary>The one of the test run, which nobody changes.</summary>
    public static Task<DemoTenantsFixture> SharedAsync() => s_shared.Value;

    public static async Task StopSharedAsync()
    {
        if (s_shared.IsValueCreated)
            await (await s_shared.Value).DisposeAsync();
    }

    private static async Task<DemoTenantsFixture> CreateAsync()
    {
        var environment = new Dictionary<string, string?> { ["PULSEPOINT_NOW"] = "2026-11-23T18:00:00Z" };
        var services = ToolServices.Build(Settings.Load(TemporaryFolder.Create(), environment.GetValueOrDefault));
        var lease = await services.GetRequiredService<IEmbeddedCluster>().CreateOrAttachAsync(CancellationToken.None);
        var migrator = services.GetRequiredService<IMigrator>();
        await migrator.BootstrapAsync(CancellationToken.None);
        await migrator.MigrateAsync(CancellationToken.None);
        var demo = services.GetRequiredService<DemoOrganisations>();
        await demo.PublishFactsAsync(Now, scale: 1, progress: null, CancellationToken.None);
        return new DemoTenantsFixture(services, lease, await demo.EnsureAsync(CancellationToken.None));
    }

    public TenantContext Analyst(string tenant) => Keys(tenant).First(k => k.Name == "analyst").Context;

    public IReadOnlyList<DemoKey> Keys(string tenant) => Organisations.First(o => o.Description.Tenant.Value == tenant).Keys;

    public AnswerBook Answers(string tenant) =>
        AnswerBook.Load(Path.Combine(Services.GetRequiredService<StateFolder>().Warehouse(TenantId.Parse(tenant)), "answers.json"));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _lease.DisposeAsync();
    }
}
