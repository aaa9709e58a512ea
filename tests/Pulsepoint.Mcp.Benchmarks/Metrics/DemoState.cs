using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Migrations;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Demo;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Benchmarks.Metrics;

/// <summary>The demo at a scale, in a folder that stays, so that a second run need not generate it again.</summary>
internal sealed class DemoState : IAsyncDisposable
{
    private static readonly Instant s_now = Instant.FromUtc(2026, 11, 23, 18, 0);

    private readonly ServiceProvider _services;
    private readonly IClusterLease _lease;

    private DemoState(string folder, ServiceProvider services, IClusterLease lease, TenantContext analyst)
    {
        Folder = folder;
        _services = services;
        _lease = lease;
        Analyst = analyst;
    }

    public string Folder { get; }

    /// <summary>A key of the largest demo organisation, for all of its brands.</summary>
    public TenantContext Analyst { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<DemoState> OpenAsync(string folder, int scale)
    {
        var environment = new Dictionary<string, string?> { ["PULSEPOINT_NOW"] = s_now.ToString("g", CultureInfo.InvariantCulture), ["PULSEPOINT_STATE"] = folder };
        var services = ToolServices.Build(Settings.Load(folder, environment.GetValueOrDefault));
        var lease = await services.GetRequiredService<IEmbeddedCluster>().CreateOrAttachAsync(CancellationToken.None);
        var migrator = services.GetRequiredService<IMigrator>();
        await migrator.BootstrapAsync(CancellationToken.None);
        await migrator.MigrateAsync(CancellationToken.None);
        var demo = services.GetRequiredService<DemoOrganisations>();
        await demo.PublishFactsAsync(s_now, scale, progress: null, CancellationToken.None);
        var organisations = await demo.EnsureAsync(CancellationToken.None);
        var aurora = organisations.First(o => o.Description.Tenant.Value == "aurora");
        return new DemoState(folder, services, lease, aurora.Keys.First(k => k.Name == "analyst").Context);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _lease.DisposeAsync();
    }
}
