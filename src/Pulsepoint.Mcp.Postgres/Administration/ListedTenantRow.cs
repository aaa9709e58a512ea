using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Administration;

internal sealed record ListedTenantRow
{
    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public required bool IsDemo { get; init; }

    public required int RetentionDays { get; init; }

    public required int UserPerMinute { get; init; }

    public required int UserBurst { get; init; }

    public required int TenantPerMinute { get; init; }

    public required int TenantBurst { get; init; }

    public required int Brands { get; init; }

    public required int People { get; init; }

    public required int LiveKeys { get; init; }

    public ListedTenant ToListed() => new()
    {
        Tenant = TenantId.Parse(Slug),
        Name = Name,
        Status = Status,
        IsDemo = IsDemo,
        RetentionDays = RetentionDays,
        Limits = new CallLimits(UserPerMinute, UserBurst, TenantPerMinute, TenantBurst),
        Brands = Brands,
        People = People,
        LiveKeys = LiveKeys,
    };
}
