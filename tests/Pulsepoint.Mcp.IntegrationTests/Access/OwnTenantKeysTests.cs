using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Access;

/// <summary>A key with tenant:admin administers its own tenant's keys, and learns nothing of anybody else's.</summary>
internal sealed class OwnTenantKeysTests
{
    private ThreeTenants _tenants = null!;
    private TenantContext _admin = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _admin = await IssueAsync(ThreeTenants.Aurora, Permissions.TenantAdmin);
    }

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task An_admin_key_lists_the_keys_of_its_own_tenant_and_no_other()
    {
        var own = await IssueAsync(ThreeTenants.Aurora);
        var foreign = await IssueAsync(ThreeTenants.Borealis);

        var listed = await OwnKeys.ListAsync(_admin, CancellationToken.None);

        listed.Select(k => k.Key).Should().Contain([own.Key, _admin.Key]).And.NotContain(foreign.Key);
        listed.Single(k => k.Key == own.Key).Should().BeEquivalentTo(new
        {
            User = ThreeTenants.Analyst,
            UserName = "Analyst",
            UserEmail = "analyst@aurora.example",
            Permissions = Permissions.AnalyticsRead,
            Brands = BrandScope.All,
            State = KeyState.Live,
        });
    }

    [Test]
    public async Task The_list_gives_out_neither_hash_nor_verifier()
    {
        var key = await IssueAsync(ThreeTenants.Aurora);
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        var hash = await superuser.ScalarAsync<string>($"select encode(key_hash, 'hex') from pp_auth.api_keys where kid = '{key.Key}'");
        await using var psql = await _tenants.Database.LogInAsync(_admin);

        var rows = await psql.ColumnAsync("select row_to_json(k)::text from pp_auth.keys_of_own_tenant() k");

        rows.Should().Contain(row => row.Contains(key.Key.ToString())).And.NotContain(row => row.Contains(hash!) || row.Contains("SCRAM") || row.Contains("hash"));
    }

    [Test]
    public async Task An_admin_key_revokes_a_colleagues_and_the_audit_says_who_did_it()
    {
        var key = await IssueAsync(ThreeTenants.Aurora);
        await Check.CheckAsync(key, CancellationToken.None);

        var isKnown = await OwnKeys.RevokeAsync(_admin, key.Key, CancellationToken.None);

        isKnown.Should().BeTrue();
        (await RefusalAsync(() => Check.CheckAsync(key, CancellationToken.None))).Code.Should().Be(RefusalCode.KeyRevoked);
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        (await superuser.ColumnAsync($"select actor_login || ' ' || actor_user from pp.audit_log where action = 'key.revoke' and object = '{key.Key}'"))
            .Should().Equal($"{_admin.Login.Role} {_admin.User}");
    }

    [Test]
    public async Task An_admin_key_cuts_a_transaction_that_keeps_an_old_snapshot()
    {
        var key = await IssueAsync(ThreeTenants.Aurora);
        await using var psql = await _tenants.Database.LogInAsync(key);
        await psql.RunAsync("begin isolation level repeatable read");
        (await psql.ScalarAsync<long>("select count(*) from pp.brands")).Should().Be(2);

        await OwnKeys.RevokeAsync(_admin, key.Key, CancellationToken.None);

        (await psql.IsCutAsync()).Should().BeTrue();
    }

    [Test]
    public async Task A_foreign_key_and_one_that_nobody_has_get_the_same_answer()
    {
        var foreign = await IssueAsync(ThreeTenants.Borealis);
        await using var psql = await _tenants.Database.LogInAsync(_admin);

        var answers = new[]
        {
            await psql.ScalarAsync<string>($"select to_json(pp_auth.revoke_in_own_tenant('{foreign.Key}'))::text"),
            await psql.ScalarAsync<string>($"select to_json(pp_auth.revoke_in_own_tenant('{Guid.NewGuid()}'))::text"),
        };

        answers.Distinct().Should().ContainSingle();
        (await OwnKeys.RevokeAsync(_admin, foreign.Key, CancellationToken.None)).Should().BeFalse();
        (await OwnKeys.RevokeAsync(_admin, new KeyId(Guid.NewGuid()), CancellationToken.None)).Should().BeFalse();
        await Check.CheckAsync(foreign, CancellationToken.None);
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        (await superuser.ColumnAsync($"select action from pp.audit_log where object = '{foreign.Key}'")).Should().Equal("key.issue");
    }

    [Test]
    public async Task A_foreign_key_is_not_waited_for()
    {
        var foreign = await IssueAsync(ThreeTenants.Borealis);
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await using var transaction = await superuser.BeginTransactionAsync();
        await superuser.RunAsync($"update pp_auth.api_keys set note = 'held' where kid = '{foreign.Key}'");
        await using var psql = await _tenants.Database.LogInAsync(_admin);
        await psql.RunAsync("set lock_timeout = '2s'");

        (await psql.ScalarAsync<bool>($"select pp_auth.revoke_in_own_tenant('{foreign.Key}')")).Should().BeFalse();
    }

    [Test]
    public async Task A_key_without_the_permission_is_refused()
    {
        var key = await IssueAsync(ThreeTenants.Aurora, Permissions.All & ~Permissions.TenantAdmin);
        await using var psql = await _tenants.Database.LogInAsync(key);

        (await RefusalAsync(() => OwnKeys.ListAsync(key, CancellationToken.None))).Code.Should().Be(RefusalCode.PermissionDenied);
        (await psql.RefusalOfAsync("select pp_auth.keys_of_own_tenant()")).Should().Be("28000 pulsepoint:not_permitted");
        (await psql.RefusalOfAsync($"select pp_auth.revoke_in_own_tenant('{_admin.Key}')")).Should().Be("28000 pulsepoint:not_permitted");
    }

    [Test]
    public async Task An_admin_key_that_is_limited_to_brands_is_refused()
    {
        var key = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All, BrandScope.Of([ThreeTenants.Luma]));
        await using var psql = await _tenants.Database.LogInAsync(key);

        var refusal = await RefusalAsync(() => OwnKeys.RevokeAsync(key, _admin.Key, CancellationToken.None));

        refusal.Code.Should().Be(RefusalCode.PermissionDenied);
        refusal.Message.Should().Contain("limited to some brands");
        (await psql.RefusalOfAsync("select pp_auth.keys_of_own_tenant()")).Should().Be("28000 pulsepoint:brand_limited");
        (await psql.RefusalOfAsync($"select pp_auth.revoke_in_own_tenant('{_admin.Key}')")).Should().Be("28000 pulsepoint:brand_limited");
        await Check.CheckAsync(_admin, CancellationToken.None);
    }

    [Test]
    public async Task A_key_does_not_revoke_itself()
    {
        await using var psql = await _tenants.Database.LogInAsync(_admin);

        (await RefusalAsync(() => OwnKeys.RevokeAsync(_admin, _admin.Key, CancellationToken.None))).Code.Should().Be(RefusalCode.ValueInvalid);
        (await psql.RefusalOfAsync($"select pp_auth.revoke_in_own_tenant('{_admin.Key}')")).Should().Be("22023 pulsepoint:own_key");
    }

    private IOwnTenantKeys OwnKeys => _tenants.Database.Get<IOwnTenantKeys>();

    private IKeyCheck Check => _tenants.Database.Get<IKeyCheck>();

    private Task<TenantContext> IssueAsync(TenantId tenant, Permissions permissions = Permissions.AnalyticsRead) =>
        _tenants.Database.IssueKeyAsync(tenant, ThreeTenants.Analyst, permissions);

    private static async Task<RefusalException> RefusalAsync(Func<Task> act) => (await act.Should().ThrowAsync<RefusalException>()).Which;
}
