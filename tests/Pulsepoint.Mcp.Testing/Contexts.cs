using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Testing;

/// <summary>Contexts for what trusts its caller to have verified the key.</summary>
public static class Contexts
{
    public static TenantContext Of(string tenant) => new()
    {
        Tenant = TenantId.Parse(tenant),
        TenantName = tenant,
        User = new UserId(Guid.Parse("00000000-0000-4000-8000-000000000001")),
        UserName = "Test Analyst",
        Key = new KeyId(Guid.Parse("00000000-0000-4000-8000-000000000002")),
        Permissions = Permissions.AnalyticsRead,
        Brands = BrandScope.All,
        ExpiresAt = Instant.FromUtc(2030, 1, 1, 0, 0),
        Login = new DatabaseLogin("pp_k_test", new Secret("unused")),
    };

    /// <summary>An answer that is waited for as long as a busy machine needs.</summary>
    public static AnswerContext Answer(Duration? patience = null) =>
        new("query_metrics", AnswerId.New(TimeProvider.System), patience ?? Duration.FromMinutes(2), TimeProvider.System);
}
