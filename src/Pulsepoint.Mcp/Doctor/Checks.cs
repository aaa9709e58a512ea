using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Doctor;
using Pulsepoint.Mcp.Core.Migrations;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Every check, in the order in which one stands on another.</summary>
internal static class Checks
{
    /// <summary>What can be looked at whatever the settings say.</summary>
    public static IEnumerable<Check> OfMachine(SettingException? problem, StateFolder state, Func<string, string?> environment, string workingFolder) =>
    [
        new SettingsCheck(problem),
        new StateFolderCheck(state),
        new DiskSpaceCheck(state),
        new ClientConfigCheck(ClientConfigPlace.Known(environment, workingFolder), environment("PATH") ?? ""),
    ];

    /// <summary>What the settings lead to.</summary>
    public static IEnumerable<Check> OfInstallation(IServiceProvider services)
    {
        var settings = services.GetRequiredService<Settings>();
        var key = services.GetRequiredService<IConfiguredKey>();
        var time = services.GetRequiredService<TimeProvider>();
        var database = services.GetRequiredService<IDatabaseExamination>();
        var profiles = services.GetRequiredService<ITenantProfiles>();
        var places = services.GetRequiredService<IWarehousePlaces>();
        var warehouses = services.GetServices<IWarehouse>().ToList();
        return
        [
            new PrivateFilesCheck(settings),
            new IssuerKeysCheck(settings),
            new KeyCheck(settings, key, time),
            new OperatorCredentialsCheck(settings),
            new GoogleCredentialsCheck(settings),
            new DatabaseCheck(settings, key, database),
            new KeySessionCheck(key, database),
            new LoginCheck(key, database),
            new SchemaCheck(key, database),
            new WallsCheck(key, database),
            new CanaryCheck(key, database),
            new ClockCheck(key, database),
            new FixedNowCheck(settings, key, profiles),
            new WarehouseCheck(settings, key, profiles, places, warehouses, time),
            new RollupsCheck(key, places, warehouses),
            new EventsCheck(settings),
            new OutboxCheck(services.GetRequiredService<IOutboxAdministration>()),
            new OperatorsCheck(settings, services.GetRequiredService<IMigrator>(), services.GetRequiredService<ITenantOffice>()),
        ];
    }
}
