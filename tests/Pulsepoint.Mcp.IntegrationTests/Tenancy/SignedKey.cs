using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Hosting;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>A key as people have it: signed by the issuer of a state folder, and in a file.</summary>
internal static class SignedKey
{
    /// <param name="database">Where it is known from now on; null for nowhere.</param>
    /// <param name="state">The folder of the issuer, which is made here.</param>
    /// <param name="environment">The machine's other settings.</param>
    /// <param name="grant">What the key says.</param>
    /// <param name="file">Where it is put.</param>
    public static async Task<TenantContext> IssueAsync(WalledDatabase? database, StateFolder state, Func<string, string?> environment, KeyGrant grant, string file)
    {
        await using var services = ToolServices.Build(Settings.Load(state.Root, environment));
        var issuer = services.GetRequiredService<IKeyIssuer>();
        issuer.Init();
        var key = issuer.Sign(grant);
        if (database is not null)
            await database.Get<IKeyRegistry>().RegisterAsync(grant, key, CancellationToken.None);

        StateFolder.WritePrivate(file, key.Reveal());
        return services.GetRequiredService<IKeyVerifier>().Read(key);
    }

    /// <summary>A grant with everything that is the same for all of a tenant's people.</summary>
    public static KeyGrant Grant(TenantId tenant, UserId user, Permissions permissions, Instant issued) => new()
    {
        Key = new KeyId(Guid.CreateVersion7(issued.ToDateTimeOffset())),
        Tenant = tenant,
        TenantName = tenant.Value,
        User = user,
        UserName = "Analyst",
        Permissions = permissions,
        Brands = BrandScope.All,
        IssuedAt = issued,
        ExpiresAt = issued + Duration.FromDays(90),
    };
}
