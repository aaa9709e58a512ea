using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Access;

/// <summary>The names of permissions as keys and people write them.</summary>
public static class PermissionNames
{
    private static readonly (string Name, Permissions Value)[] s_all =
    [
        ("analytics:read", Permissions.AnalyticsRead),
        ("history:read", Permissions.HistoryRead),
        ("connections:manage", Permissions.ConnectionsManage),
        ("alerts:manage", Permissions.AlertsManage),
        ("audit:read", Permissions.AuditRead),
        ("tenant:admin", Permissions.TenantAdmin),
    ];

    public static IReadOnlyList<string> All { get; } = [.. s_all.Select(p => p.Name)];

    public static IReadOnlyList<string> Of(Permissions permissions) =>
        [.. s_all.Where(p => permissions.HasFlag(p.Value)).Select(p => p.Name)];

    public static bool TryParse(string? name, out Permissions permission)
    {
        foreach (var known in s_all)
        {
            if (string.Equals(known.Name, name, StringComparison.Ordinal))
            {
                permission = known.Value;
                return true;
            }
        }

        permission = Permissions.None;
        return false;
    }
}
