using Npgsql;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>A database with rows of aurora, borealis and cinder in every table.</summary>
internal sealed class ThreeTenants : IAsyncDisposable
{
    public static readonly TenantId Aurora = TenantId.Parse("aurora");
    public static readonly TenantId Borealis = TenantId.Parse("borealis");
    public static readonly TenantId Cinder = TenantId.Parse("cinder");
    public static readonly BrandId Luma = BrandId.Parse("luma-skin");
    public static readonly UserId Analyst = new(Guid.Parse("0190a000-0000-7000-8000-000000000001"));

    private ThreeTenants(WalledDatabase database) => Database = database;

    public WalledDatabase Database { get; }

    public int AuroraNumber { get; private set; }

    public int BorealisNumber { get; private set; }

    public static async Task<ThreeTenants> CreateAsync() => await CreateAsync(await PostgresServer.SharedAsync());

    /// <param name="server">One of its own for whoever changes roles: they belong to the whole server, and so to every other test.</param>
    public static async Task<ThreeTenants> CreateAsync(PostgresServer server)
    {
        var tenants = new ThreeTenants(await WalledDatabase.MigratedAsync(server));
        tenants.AuroraNumber = await tenants.AddAsync(Aurora, "USD", "luma-skin", "peakform");
        tenants.BorealisNumber = await tenants.AddAsync(Borealis, "EUR", "kestrel-coffee", "nordpaw");
        await tenants.AddAsync(Cinder, "AUD", "embermade");
        await tenants.AddRowsThatNoFunctionWritesYetAsync();
        return tenants;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private async Task<int> AddAsync(TenantId tenant, string currency, params string[] brands)
    {
        var number = await Database.Get<ITenantRegistry>().EnsureAsync(
            new TenantDescription(
                tenant, tenant.Value, currency, "Europe/London", true,
                [.. brands.Select(b => new Brand(BrandId.Parse(b), b, currency, "Europe/London", ["shopify", "meta"]))],
                [new UserDescription(Analyst, "Analyst", $"analyst@{tenant}.example")]),
            CancellationToken.None);
        await Database.Get<IRollupStore>().ReplaceAsync(tenant, SampleRollups.Of("g1", currency, brands), CancellationToken.None);
        return number;
    }

    // Superusers pass every wall, which is why nothing at run time is one.
    private async Task AddRowsThatNoFunctionWritesYetAsync()
    {
        await using var connection = await Database.LogInAsSuperuserAsync();
        await using var command = new NpgsqlCommand(
            """
            insert into pp.sync_runs (tenant_id, id, brand_id, connection_id, started_at) select tenant_id, id, brand_id, id, now() from pp.connections;
            insert into pp.questions (tenant_id, id, user_id, kid, tool, question, outcome)
              select tenant_id, pp.uuid_now(), gen_random_uuid(), gen_random_uuid(), 'query_metrics', 'secret of ' || slug, 'ok' from pp.tenants;
            insert into pp.questions (tenant_id, id, user_id, kid, tool, question, outcome)
              select tenant_id, pp.uuid_floor('2020-01-01Z'), gen_random_uuid(), gen_random_uuid(), 'query_metrics', 'late of ' || slug, 'ok' from pp.tenants;
            insert into pp.feedback (tenant_id, question_id, user_id, verdict) select tenant_id, id, user_id, 'wrong' from pp.questions;
            insert into pp.usage_events (tenant_id, id, user_id, kid, event_type)
              select tenant_id, pp.uuid_now(), gen_random_uuid(), gen_random_uuid(), 'tool_call' from pp.tenants;
            insert into pp.usage_daily
              select tenant_id, day, user_id, kid, event_type, '', '', '', 1, 0, 0, 0, 0, 0, 0, 0 from pp.usage_events;
            insert into pp.alert_rules (tenant_id, id, brand_id, name, kind, metric, time_window, threshold)
              select tenant_id, gen_random_uuid(), brand_id, 'low', 'metric_below', 'net_sales', 'yesterday', 1 from pp.brands;
            insert into pp.alerts (tenant_id, id, rule_id, brand_id, fired_at) select tenant_id, gen_random_uuid(), id, brand_id, now() from pp.alert_rules;
            insert into pp.token_requests (tenant_id, id, kid, public_key, keepsake, asked_until)
              select tenant_id, gen_random_uuid(), gen_random_uuid(), decode(repeat('00', 91), 'hex'), decode(repeat('00', 200), 'hex'), now() from pp.tenants;
            insert into pp.token_askings (tenant_id, kid, asked_at) select tenant_id, kid, array[asked_at] from pp.token_requests;
            insert into pp.byte_reservations (tenant_id, id, kid, user_id, job, day, held)
              select tenant_id, id, kid, kid, 'job', current_date, 10485760 from pp.token_requests;
            insert into pp.user_byte_days (tenant_id, user_id, day, held) select tenant_id, id, current_date, 10485760 from pp.users;
            insert into pp.tenant_byte_days (tenant_id, day, held) select tenant_id, current_date, 10485760 from pp.tenants;
            """, connection);
        await command.ExecuteNonQueryAsync();
    }
}
