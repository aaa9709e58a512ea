using Npgsql;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Postgres.Addresses;
using Pulsepoint.Mcp.Postgres.Tenancy;
using Pulsepoint.Mcp.Postgres.Tokens;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Tokens;

namespace Pulsepoint.Mcp.IntegrationTests.Tokens;

/// <summary>A database in which every test has a tenant of its own with an identity at a Google that makes any token.</summary>
internal sealed class TokenTenants : IAsyncDisposable
{
    public static readonly UserId Ada = new(Guid.Parse("0190a000-0000-7000-8000-00000000000a"));

    private readonly List<TenantConnections> _processes = [];
    private int _lastTenant;

    private TokenTenants(WalledDatabase database, NpgsqlConnection superuser) => (Database, Superuser) = (database, superuser);

    public WalledDatabase Database { get; }

    public NpgsqlConnection Superuser { get; }

    public ScriptedMinter Google { get; } = new();

    public ITokenMailbox Mailbox => Database.Get<ITokenMailbox>();

    public ITokenRequests Requests => Database.Get<ITokenRequests>();

    public IServiceIdentities Identities => Database.Get<IServiceIdentities>();

    public static async Task<TokenTenants> CreateAsync()
    {
        var database = await WalledDatabase.MigratedAsync();
        return new TokenTenants(database, await database.LogInAsSuperuserAsync());
    }

    public static ServiceIdentity IdentityOf(TenantId tenant) => ServiceIdentity.Parse($"pulsepoint-{tenant}@acme.iam.gserviceaccount.com");

    public async Task<TenantId> AddAsync(bool withIdentity = true)
    {
        var tenant = TenantId.Parse($"tenant-{++_lastTenant}");
        await Database.Get<ITenantRegistry>().EnsureAsync(
            new TenantDescription(tenant, tenant.Value, "USD", "Europe/London", true, Array.Empty<Brand>(), [new UserDescription(Ada, "Ada", $"ada@{tenant}.example")]),
            CancellationToken.None);
        if (withIdentity)
            await Identities.SetAsync(tenant, IdentityOf(tenant), CancellationToken.None);

        return tenant;
    }

    public async Task<TenantContext> KeyAsync(TenantId? tenant = null, Permissions permissions = Permissions.AnalyticsRead) =>
        await Database.IssueKeyAsync(tenant ?? await AddAsync(), Ada, permissions);

    /// <summary>What a process asks with: a pool of its own.</summary>
    public TokenAsker Process()
    {
        var connections = new TenantConnections(Database.Get<IDatabaseAddress>(), Database.Get<DataSourceFactory>(), Database.Get<SessionGuard>(), TimeProvider.System);
        _processes.Add(connections);
        return new TokenAsker(new TokenMailbox(connections), TimeProvider.System);
    }

    /// <summary>One round of the worker.</summary>
    public Task<TokenReport> ServeAsync() => new TokenRound(Requests, Google).RunAsync(CancellationToken.None);

    /// <summary>Serves until somebody has what he asked for.</summary>
    public async Task<T> ServedAsync<T>(Task<T> asking)
    {
        while (!asking.IsCompleted)
        {
            await ServeAsync();
            await Task.WhenAny(asking, Task.Delay(20));
        }

        return await asking;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();

        await Superuser.DisposeAsync();
        await Database.DisposeAsync();
    }
}
