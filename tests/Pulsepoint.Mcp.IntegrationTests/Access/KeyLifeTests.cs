using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Access;

/// <summary>However a key ends, its holder hears so at the next statement, and never sees an empty shop.</summary>
internal sealed class KeyLifeTests
{
    private ThreeTenants _tenants = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync() => _tenants = await ThreeTenants.CreateAsync();

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task A_new_key_is_live_and_an_unknown_one_is_not()
    {
        var registry = _tenants.Database.Get<IKeyRegistry>();
        var key = await IssueAsync();

        (await registry.IsLiveAsync(key.Key, CancellationToken.None)).Should().BeTrue();
        (await registry.IsLiveAsync(new KeyId(Guid.Empty), CancellationToken.None)).Should().BeFalse();
    }

    [Test]
    public async Task The_database_keeps_a_verifier_and_a_hash_but_neither_key_nor_password()
    {
        var key = await IssueAsync();
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();

        var stored = await superuser.ScalarAsync<string>($"select rolpassword from pg_authid where rolname = '{key.Login.Role}'");

        stored.Should().StartWith("SCRAM-SHA-256$4096:").And.NotContain(key.Login.Password.Reveal());
    }

    [Test]
    public async Task A_plain_password_is_not_accepted_as_a_verifier()
    {
        await using var platform = await _tenants.Database.LogInAsPlatformAsync();

        var refusal = await platform.RefusalOfAsync(
            $"select pp_admin.issue_key(gen_random_uuid(), 'aurora', '{ThreeTenants.Analyst}', sha256('x'), 'a plain password', 1, null, now() + interval '1 day')");

        refusal.Should().Be("22023 pulsepoint:verifier_expected");
    }

    [Test]
    public async Task A_revoked_key_is_refused_in_the_session_that_was_open()
    {
        var key = await IssueAsync();
        await Profiles.ReadAsync(key, CancellationToken.None);

        await RevokeAsync(key);

        await ShouldBeRefusedAsync(key, RefusalCode.KeyRevoked);
        (await _tenants.Database.Get<IKeyRegistry>().IsLiveAsync(key.Key, CancellationToken.None)).Should().BeFalse();
    }

    [Test]
    public async Task Revoking_cuts_a_transaction_that_keeps_an_old_snapshot()
    {
        var key = await IssueAsync();
        await using var psql = await _tenants.Database.LogInAsync(key);
        await psql.RunAsync("begin isolation level repeatable read");
        (await psql.ScalarAsync<long>("select count(*) from pp.brands")).Should().Be(2);

        await RevokeAsync(key);

        (await psql.IsCutAsync()).Should().BeTrue();
    }

    [Test]
    public async Task A_key_that_expires_inside_a_transaction_is_refused_there()
    {
        var key = await IssueAsync();
        await using var psql = await _tenants.Database.LogInAsync(key);
        await psql.RunAsync("begin isolation level read committed");
        (await psql.ScalarAsync<long>("select count(*) from pp.brands")).Should().Be(2);

        await ExpireAsync(key);

        (await psql.RefusalOfAsync("select pp_auth.require_session(1)")).Should().Be("28000 pulsepoint:expired");
    }

    [Test]
    public async Task An_expired_key_is_refused_as_expired()
    {
        var key = await IssueAsync();

        await ExpireAsync(key);

        await ShouldBeRefusedAsync(key, RefusalCode.KeyExpired);
    }

    [Test]
    public async Task A_login_past_its_date_is_refused_as_expired()
    {
        var key = await IssueAsync() with { ExpiresAt = SystemClock.Instance.GetCurrentInstant() - Duration.FromMinutes(1) };
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();

        await superuser.RunAsync($"alter role {key.Login.Role} valid until '2026-01-01'");

        await ShouldBeRefusedAsync(key, RefusalCode.KeyExpired);
    }

    [Test]
    public async Task A_suspended_tenant_is_refused_as_suspended_and_works_again_after()
    {
        var key = await _tenants.Database.IssueKeyAsync(ThreeTenants.Cinder, ThreeTenants.Analyst);
        var access = _tenants.Database.Get<ITenantAccess>();

        await access.SuspendAsync(ThreeTenants.Cinder, CancellationToken.None);

        await ShouldBeRefusedAsync(key, RefusalCode.TenantSuspended);
        await access.ResumeAsync(ThreeTenants.Cinder, CancellationToken.None);
        (await Profiles.ReadAsync(key, CancellationToken.None)).Brands.Should().ContainSingle();
    }

    [Test]
    public async Task Suspending_cuts_a_transaction_that_keeps_an_old_snapshot_and_is_audited()
    {
        var key = await _tenants.Database.IssueKeyAsync(ThreeTenants.Borealis, ThreeTenants.Analyst);
        await using var psql = await _tenants.Database.LogInAsync(key);
        await psql.RunAsync("begin isolation level repeatable read");
        (await psql.ScalarAsync<long>("select count(*) from pp.brands")).Should().Be(2);
        var access = _tenants.Database.Get<ITenantAccess>();

        await access.SuspendAsync(ThreeTenants.Borealis, CancellationToken.None);
        await access.ResumeAsync(ThreeTenants.Borealis, CancellationToken.None);

        (await psql.IsCutAsync()).Should().BeTrue();
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        (await superuser.ColumnAsync("select action || ' by ' || actor_login from pp.audit_log where object = 'borealis' order by at"))
            .Should().EndWith(["tenant.suspended by pp_platform", "tenant.active by pp_platform"]);
    }

    [Test]
    public async Task A_tenant_that_nobody_has_cannot_be_suspended()
    {
        var suspend = () => _tenants.Database.Get<ITenantAccess>().SuspendAsync(TenantId.Parse("nobody"), CancellationToken.None);

        (await suspend.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.ValueInvalid);
    }

    [Test]
    public async Task Revoking_is_audited_once_with_who_did_it()
    {
        var key = await IssueAsync();

        await RevokeAsync(key);
        await RevokeAsync(key);

        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        (await superuser.ColumnAsync($"select action || ' by ' || actor_login from pp.audit_log where object = '{key.Key}' order by at"))
            .Should().Equal("key.issue by pp_platform", "key.revoke by pp_platform");
    }

    [Test]
    public async Task A_key_that_nobody_has_cannot_be_revoked()
    {
        (await _tenants.Database.Get<IKeyRegistry>().RevokeAsync(new KeyId(Guid.Empty), CancellationToken.None)).Should().BeFalse();
    }

    [Test]
    public async Task A_check_finds_a_key_live_whatever_it_may_do()
    {
        var key = await IssueAsync(Permissions.TenantAdmin);

        var check = () => _tenants.Database.Get<IKeyCheck>().CheckAsync(key, CancellationToken.None);

        await check.Should().NotThrowAsync();
    }

    [Test]
    public async Task A_key_without_the_permission_is_refused_as_such()
    {
        var key = await IssueAsync(Permissions.AuditRead);

        await ShouldBeRefusedAsync(key, RefusalCode.PermissionDenied);
    }

    [Test]
    public async Task A_key_that_was_never_registered_is_refused()
    {
        var key = await IssueAsync();
        var stranger = key with { Login = new DatabaseLogin(DatabaseLogin.RoleOf(new KeyId(Guid.Empty)), key.Login.Password) };

        await ShouldBeRefusedAsync(stranger, RefusalCode.KeyRevoked);
    }

    [Test]
    public async Task A_session_that_the_server_cut_is_replaced_without_a_word()
    {
        var key = await IssueAsync();
        await Profiles.ReadAsync(key, CancellationToken.None);
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        (await superuser.ScalarAsync<long>($"select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = '{key.Login.Role}'")).Should().Be(1);

        var profile = await Profiles.ReadAsync(key, CancellationToken.None);

        profile.Brands.Should().HaveCount(2);
    }

    [Test]
    public async Task A_key_that_ends_while_its_query_runs_gets_a_refusal_and_not_its_rows()
    {
        var key = await IssueAsync();
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync("create table if not exists public.gate (open int); grant usage on schema public to pp_app; grant select on public.gate to pp_app");
        await using var transaction = await superuser.BeginTransactionAsync();
        await superuser.RunAsync("lock table public.gate in access exclusive mode");

        // The query waits at the gate between its two checks.
        var waiting = Warehouse.RunAsync(
            key, Contexts.Answer(), new CompiledQuery("select brand_id, gross from pp.sales_daily union all select 'x', open from public.gate", [], false, 1, 1), CancellationToken.None);
        await superuser.UntilAsync("select exists (select from pg_locks where not granted and relation = 'public.gate'::regclass)");
        await ExpireAsync(key);
        await transaction.CommitAsync();

        var refused = await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<RefusalException>();
        refused.Which.Code.Should().Be(RefusalCode.KeyExpired);
    }

    private ITenantProfiles Profiles => _tenants.Database.Get<ITenantProfiles>();

    private IWarehouse Warehouse => _tenants.Database.Get<IWarehouse>();

    private Task<TenantContext> IssueAsync(Permissions permissions = Permissions.AnalyticsRead) =>
        _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, permissions);

    private async Task RevokeAsync(TenantContext key)
    {
        (await _tenants.Database.Get<IKeyRegistry>().RevokeAsync(key.Key, CancellationToken.None)).Should().BeTrue();
    }

    private async Task ExpireAsync(TenantContext key)
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync($"update pp_auth.api_keys set expires_at = clock_timestamp() where kid = '{key.Key}'");
    }

    private async Task ShouldBeRefusedAsync(TenantContext key, RefusalCode code)
    {
        var profile = await FluentActions.Awaiting(() => Profiles.ReadAsync(key, CancellationToken.None)).Should().ThrowAsync<RefusalException>();
        var state = await FluentActions.Awaiting(() => Warehouse.DescribeAsync(key, CancellationToken.None)).Should().ThrowAsync<RefusalException>();

        profile.Which.Code.Should().Be(code);
        state.Which.Code.Should().Be(code);
    }
}
