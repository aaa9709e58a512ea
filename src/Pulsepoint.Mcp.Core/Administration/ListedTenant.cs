using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Administration;

/// <summary>An organisation as operators see it in a list.</summary>
public sealed record ListedTenant
{
    public required TenantId Tenant { get; init; }

    public required string Name { get; init; }

    /// <summary><c>active</c> or <c>suspended</c>.</summary>
    public required string Status { get; init; }

    public required bool IsDemo { get; init; }

    public required int RetentionDays { get; init; }

    /// <summary>Those in force, with defaults filled in.</summary>
    public required CallLimits Limits { get; init; }

    public required int Brands { get; init; }

    public required int People { get; init; }

    public required int LiveKeys { get; init; }
}
