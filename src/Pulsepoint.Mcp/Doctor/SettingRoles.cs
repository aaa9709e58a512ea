using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whose machine it is, as the settings tell: an analyst's has a key, an operator's has credentials.</summary>
internal static class SettingRoles
{
    public static bool NamesKey(this Settings settings) => settings.ApiKey is not null || settings.ApiKeyFile is not null;

    public static bool NamesOperator(this Settings settings) => settings.OperatorSettings().Count > 0;

    public static IReadOnlyList<string> OperatorSettings(this Settings settings) =>
    [
        .. new (string Name, string? Value)[]
        {
            ("PULSEPOINT_BOOTSTRAP_DATABASE", settings.BootstrapDatabase),
            ("PULSEPOINT_MIGRATOR_DATABASE", settings.MigratorDatabase),
            ("PULSEPOINT_PLATFORM_DATABASE", settings.PlatformDatabase),
        }.Where(s => s.Value is not null).Select(s => s.Name),
    ];
}
