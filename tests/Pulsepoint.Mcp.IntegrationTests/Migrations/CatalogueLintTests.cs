using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Postgres.Migrations;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Migrations;

/// <summary>Each rule is seen to find its fault: planted in a transaction, linted there, rolled back.</summary>
internal sealed class CatalogueLintTests
{
    private PostgresServer _server = null!; // of its own: roles belong to the whole server, and who bootstraps a database writes them
    private WalledDatabase _database = null!;
    private NpgsqlConnection _superuser = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        _server = await PostgresServer.StartAsync();
        _database = await WalledDatabase.MigratedAsync(_server);
        _superuser = await _database.LogInAsSuperuserAsync();
    }

    [OneTimeTearDown]
    public async Task TearDownAsync()
    {
        await _superuser.DisposeAsync();
        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Nothing_is_found_in_a_database_as_the_migrations_leave_it()
    {
        var findings = await CatalogueLint.FindAsync(_superuser, CancellationToken.None);

        findings.Should().BeEmpty();
    }

    [TestCase("alter table pp.brands no force row level security", "pp.brands: row-level security is not enabled and forced")]
    [TestCase("alter table pp.questions_late disable row level security", "pp.questions_late: row-level security is not enabled and forced")]
    [TestCase("create table pp.fresh (tenant_id int primary key)", "pp.fresh: the tenant wall is missing or changed")]
    [TestCase("create table pp.fresh (tenant_id int primary key)", "pp.fresh: export and deletion do not know of it")]
    [TestCase("drop policy tenant_wall on pp.sales_daily", "pp.sales_daily: the tenant wall is missing or changed")]
    [TestCase("alter policy tenant_wall on pp.sales_by_product_daily using (tenant_id = (select pp_auth.tenant_if(0)))",
        "pp.sales_by_product_daily: the tenant wall does not ask for analytics:read")]
    [TestCase("alter policy tenant_wall on pp.users using (true)", "pp.users: the tenant wall is missing or changed")]
    [TestCase("alter policy tenant_wall on pp.users to pp_owner", "pp.users: the tenant wall is missing or changed")]
    [TestCase("alter policy brand_wall on pp.ads_daily using (true)", "pp.ads_daily: the brand wall is missing or changed")]
    [TestCase("alter policy see on pp.sales_daily to pp_app", "pp.sales_daily: policy see lets pp_app past the brand wall")]
    [TestCase("alter policy brand_wall on pp.ads_daily to pp_app_all", "pp.ads_daily: the brand wall is missing or changed")]
    [TestCase("drop policy brand_wall on pp.sessions_by_country_daily", "pp.sessions_by_country_daily: the brand wall is missing or changed")]
    [TestCase("grant select on pp.brands to pp_app_some", "pp.brands: pp_app_some has SELECT")]
    [TestCase("grant pp_app_all to pp_app_some", "role pp_app_some: must not be a member of pp_app_all")]
    [TestCase("drop policy steward_wall on pp.rollup_state", "pp.rollup_state: the steward's wall is missing or changed")]
    [TestCase("create policy open on pp.alerts to public using (true)", "pp.alerts: policy open names a role that no wall binds")]
    [TestCase("create policy open on pp.alerts to pp_platform using (true)", "pp.alerts: policy open names a role that no wall binds")]
    [TestCase("grant select on pp.questions_late to pp_app", "pp.questions_late: the partition has a policy or a grant of its own")]
    [TestCase("alter function pp_auth.tenant_if(int) reset search_path", "pp_auth.tenant_if(integer): the definer function has no pinned search path*")]
    [TestCase("alter function pp_auth.tenant_if(int) immutable", "pp_auth.tenant_if(integer): *or is immutable")]
    [TestCase("alter function pp_auth.tenant_if(int) set search_path = pg_temp, pg_catalog", "pp_auth.tenant_if(integer): *no pinned search path*")]
    [TestCase("grant insert on pp.ads_by_country_daily to pp_app", "pp.ads_by_country_daily: pp_app has INSERT")]
    [TestCase("grant update on pp.brands to pp_app", "pp.brands: pp_app has UPDATE")]
    [TestCase("grant select on pp.brands to pp_app", "pp.brands: pp_app has SELECT")]
    [TestCase("grant update (name) on pp.brands to pp_app", "pp.brands.name: pp_app has UPDATE")]
    [TestCase("grant select on pp_auth.api_keys to public", "pp_auth.api_keys: PUBLIC has SELECT")]
    [TestCase("grant select on pp.tenants to pp_platform", "pp.tenants: pp_platform has SELECT")]
    [TestCase("grant create on schema pp to pp_app", "schema pp: pp_app has CREATE")]
    [TestCase("grant usage on schema public to public", "schema public: PUBLIC has USAGE")]
    [TestCase("grant execute on function pp_admin.revoke_key(uuid) to public", "pp_admin.revoke_key(uuid): PUBLIC may execute it")]
    [TestCase("grant execute on function pp_auth.keys_of(int, uuid) to pp_app", "pp_auth.keys_of(integer,uuid): pp_app may execute it")]
    [TestCase("grant execute on function pp_auth.mark_replaced(uuid, int, uuid, timestamptz) to pp_app", "pp_auth.mark_replaced(*): pp_app may execute it")]
    [TestCase("grant execute on function pp_admin.revoke_key(uuid) to pp_app", "pp_admin.revoke_key(uuid): pp_app may execute it")]
    [TestCase("create function pp.fresh() returns int language sql as 'select 1'", "pp.fresh(): PUBLIC may execute it")]
    [TestCase("create unique index loose on pp.users (email)", "pp.loose: the unique index does not begin with tenant_id")]
    [TestCase("alter table pp.alert_rules add unique (id); alter table pp.alerts add constraint loose foreign key (rule_id) references pp.alert_rules (id)",
        "pp.alerts: the foreign key loose does not begin with tenant_id")]
    [TestCase("grant pp_owner to pp_app", "role pp_app: must not be a member of pp_owner")]
    [TestCase("create view pp.all_brands as select * from pp.brands; grant select on pp.all_brands to pp_steward",
        "pp.all_brands: others may read the view, and it reads with its owner's rights")]
    [TestCase("alter role pp_app bypassrls", "role pp_app: is above the walls or makes roles")]
    [TestCase("alter role pp_owner createrole", "role pp_owner: is above the walls or makes roles")]
    public async Task A_planted_fault_is_found(string fault, string finding)
    {
        await using var transaction = await _superuser.BeginTransactionAsync();
        await _superuser.RunAsync(fault);

        var findings = await CatalogueLint.FindAsync(_superuser, CancellationToken.None);

        findings.Should().ContainMatch(finding);
        await transaction.RollbackAsync();
    }
}
