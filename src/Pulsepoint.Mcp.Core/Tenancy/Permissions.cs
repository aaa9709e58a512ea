namespace Pulsepoint.Mcp.Core.Tenancy;

/// <summary>What a key may do. One bit each; the same bits stand in the database, which decides.</summary>
[Flags]
public enum Permissions
{
    None = 0,

    /// <summary><c>analytics:read</c>: ask about the brands in scope.</summary>
    AnalyticsRead = 1,

    /// <summary><c>history:read</c>: other people's questions.</summary>
    HistoryRead = 2,

    /// <summary><c>connections:manage</c>: connections and syncs of the tenant.</summary>
    ConnectionsManage = 4,

    /// <summary><c>alerts:manage</c>: alert rules of the tenant.</summary>
    AlertsManage = 8,

    /// <summary><c>audit:read</c>: audit log, usage and cost of all.</summary>
    AuditRead = 16,

    /// <summary><c>tenant:admin</c>: within the own tenant, list and revoke keys, export, erase a user.</summary>
    TenantAdmin = 32,

    All = AnalyticsRead | HistoryRead | ConnectionsManage | AlertsManage | AuditRead | TenantAdmin,
}
