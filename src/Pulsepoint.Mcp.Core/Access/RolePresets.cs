using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Access;

/// <summary>Permissions that usually go together, by the name of the person's part.</summary>
public static class RolePresets
{
    private static readonly (string Name, Permissions Value)[] s_all =
    [
        ("analyst", Permissions.AnalyticsRead),
        ("manager", Permissions.AnalyticsRead | Permissions.HistoryRead | Permissions.ConnectionsManage | Permissions.AlertsManage),
        ("auditor", Permissions.AnalyticsRead | Permissions.HistoryRead | Permissions.AuditRead),
        ("admin", Permissions.All),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. s_all.Select(r => r.Name)];

    /// <summary>The permissions of a role; null when there is none of that name.</summary>
    public static Permissions? Find(string name)
    {
        foreach (var role in s_all)
        {
            if (role.Name == name)
                return role.Value;
        }

        return null;
    }
}
