using Npgsql;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Limits;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Postgres.Addresses;
using Pulsepoint.Mcp.Postgres.Budgets;
using Pulsepoint.Mcp.Postgres.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Budgets;

/// <summary>A database in which every test has a tenant of its own with Ada, Ben and a budget, and as many processes as it likes.</summary>
internal sealed class BudgetTenants : IAsyncDisposable
{
    public const long Mebibyte = 1L << 20;

    private readonly LimitedTenants _tenants;
    private readonly List<TenantConnections> _processes = [];

    private BudgetTenants(LimitedTenants tenants) => _tenants = tenants;

    public WalledDatabase Database => _tenants.Database;

    public NpgsqlConnection Superuser => _tenants.Superuser;

    public static async Task<BudgetTenants> CreateAsync() => new(await LimitedTenants.CreateAsync());

    /// <summary>A tenant with this budget in mebibytes, 0 for the default.</summary>
    public async Task<TenantId> AddAsync(int day = 0, int userDay = 0, int query = 0)
    {
        var tenant = await _tenants.AddAsync();
        await Database.Get<ITenantBudgets>().ChangeAsync(tenant, new ByteBudget(day * Mebibyte, userDay * Mebibyte, query * Mebibyte), CancellationToken.None);
        return tenant;
    }

    public Task<TenantContext> KeyAsync(TenantId tenant, UserId? user = null, Permissions permissions = Permissions.AnalyticsRead) =>
        Database.IssueKeyAsync(tenant, user ?? LimitedTenants.Ada, permissions);

    /// <summary>What another process, with a pool of its own, spends with.</summary>
    public IQueryBudget Process()
    {
        var connections = new TenantConnections(Database.Get<IDatabaseAddress>(), Database.Get<DataSourceFactory>(), Database.Get<SessionGuard>(), TimeProvider.System);
        _processes.Add(connections);
        return new QueryBudget(connections);
    }

    /// <summary>Settled and held of the organisation's day, and those of the sums over its people, in mebibytes.</summary>
    public async Task<string> DayAsync(TenantId tenant)
    {
        var rows = await Superuser.ColumnAsync($"""
            select format('%s+%s', t.settled / 1048576, t.held / 1048576)
              from pp.tenant_byte_days t join pp.tenants o using (tenant_id) where o.slug = '{tenant}'
            union all
            select format('%s+%s', sum(u.settled)::bigint / 1048576, sum(u.held)::bigint / 1048576)
              from pp.user_byte_days u join pp.tenants o using (tenant_id) where o.slug = '{tenant}' having count(*) > 0
            """);
        return string.Join(' ', rows);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();

        await _tenants.DisposeAsync();
    }
}
