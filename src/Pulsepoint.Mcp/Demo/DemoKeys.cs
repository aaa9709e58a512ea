using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Demo;

/// <summary>The demo organisations' keys: kept while they are good for another day, issued anew otherwise.</summary>
internal sealed class DemoKeys(StateFolder state, IKeyIssuer issuer, KeyIssuance issuance, IKeyVerifier verifier, IKeyRegistry registry, TimeProvider time)
{
    private static readonly Duration s_lifetime = Duration.FromDays(90);
    private static readonly Duration s_least = Duration.FromDays(1);

    // In the order of the organisation's people: each key belongs to one of them.
    private static readonly (string Name, string Role, string? Brand)[] s_keys =
    [
        ("analyst", "analyst", null),
        ("manager", "manager", null),
        ("auditor", "auditor", null),
        ("admin", "admin", null),
        ("luma-only", "analyst", "luma-skin"),
    ];

    public string FileOf(TenantId tenant, string name) => Path.Combine(state.Keys(tenant), $"{name}.key");

    public async Task<IReadOnlyList<DemoKey>> EnsureAsync(TenantDescription tenant, CancellationToken cancellationToken)
    {
        issuer.Init();
        StateFolder.CreatePrivate(state.Keys(tenant.Tenant));

        List<DemoKey> keys = [];
        foreach (var (person, (name, role, brand)) in tenant.Users.Zip(s_keys))
        {
            var file = FileOf(tenant.Tenant, name);
            var context = await FindAsync(file, cancellationToken) ?? await IssueAsync(tenant, person, role, brand, file, cancellationToken);
            keys.Add(new DemoKey(name, context, file));
        }

        return keys;
    }

    /// <summary>What the file's key says; null unless this issuer signed it and it is good for another day.</summary>
    public TenantContext? Read(string file)
    {
        if (!File.Exists(file))
            return null;

        try
        {
            var context = verifier.Verify(new Secret(File.ReadAllText(file).Trim()));
            return context.ExpiresAt - Now > s_least ? context : null;
        }
        catch (RefusalException)
        {
            // Expired, or signed by an issuer that is gone: the next one replaces it.
            return null;
        }
    }

    private async Task<TenantContext?> FindAsync(string file, CancellationToken cancellationToken) =>
        Read(file) is { } context && await registry.IsLiveAsync(context.Key, cancellationToken) ? context : null;

    private async Task<TenantContext> IssueAsync(
        TenantDescription tenant, UserDescription person, string role, string? brand, string file, CancellationToken cancellationToken)
    {
        var permissions = RolePresets.Find(role) ?? throw new InvalidOperationException($"There is no role {role}.");
        var brands = brand is null ? BrandScope.All : BrandScope.Of([BrandId.Parse(brand)]);
        var (_, key) = await issuance.IssueAsync(tenant, person, permissions, brands, s_lifetime, note: null, cancellationToken);
        StateFolder.WritePrivate(file, key.Reveal());
        return verifier.Verify(key);
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());
}
