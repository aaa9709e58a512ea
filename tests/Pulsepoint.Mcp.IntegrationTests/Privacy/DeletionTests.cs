using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Privacy;

internal sealed class DeletionTests
{
    private ThreeTenants _tenants = null!;
    private NpgsqlConnection _superuser = null!;
    private TenantContext _key = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _superuser = await _tenants.Database.LogInAsSuperuserAsync();
        _key = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst);
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await _superuser.DisposeAsync();
        await _tenants.DisposeAsync();
    }

    private IDeletion Deletion => _tenants.Database.Get<IDeletion>();

    private ITenantAccess Access => _tenants.Database.Get<ITenantAccess>();

    [Test]
    public async Task Nothing_is_deleted_that_was_not_asked_for_first()
    {
        (await RefusalOfAsync(() => Deletion.DeleteAsync(ThreeTenants.Aurora, () => { }, CancellationToken.None))).Message.Should().Contain("not asked for");
        await Access.SuspendAsync(ThreeTenants.Aurora, CancellationToken.None);
        (await RefusalOfAsync(() => Deletion.DeleteAsync(ThreeTenants.Aurora, () => { }, CancellationToken.None))).Message.Should().Contain("not asked for");

        (await RowsAsync(_tenants.AuroraNumber)).Should().Contain(count => count > 0);
    }

    [Test]
    public async Task Asking_refuses_the_keys_counts_and_removes_nothing()
    {
        var before = await RowsAsync(_tenants.AuroraNumber);

        var rows = await Deletion.RequestAsync(ThreeTenants.Aurora, CancellationToken.None);

        rows.Should().Contain(new TableRows("brands", 2)).And.NotContain(r => r.Table == "audit_log" || r.Table == "tenants");
        (await RowsAsync(_tenants.AuroraNumber)).Should().Equal(before);
        (await RefusalOfAsync(ReadAsync)).Code.Should().Be(RefusalCode.TenantSuspended);
    }

    [Test]
    public async Task Asked_for_it_can_be_taken_back()
    {
        await Deletion.RequestAsync(ThreeTenants.Aurora, CancellationToken.None);

        await Access.ResumeAsync(ThreeTenants.Aurora, CancellationToken.None);

        var read = ReadAsync;
        await read.Should().NotThrowAsync();
        (await RefusalOfAsync(() => Deletion.DeleteAsync(ThreeTenants.Aurora, () => { }, CancellationToken.None))).Message.Should().Contain("taken back");
    }

    [Test]
    public async Task Deleted_its_rows_and_logins_are_gone_and_everybody_elses_stay()
    {
        var others = await RowsAsync(_tenants.BorealisNumber);
        var asked = await Deletion.RequestAsync(ThreeTenants.Aurora, CancellationToken.None);

        var removed = await Deletion.DeleteAsync(ThreeTenants.Aurora, () => { }, CancellationToken.None);

        removed.Should().Be(asked.Sum(r => r.Rows));
        (await RowsAsync(_tenants.AuroraNumber)).Should().OnlyContain(count => count == 0);
        (await RowsAsync(_tenants.BorealisNumber)).Should().Equal(others);
        (await _superuser.ScalarAsync<long>($"select count(*) from pg_roles where rolname = '{_key.Login.Role}'")).Should().Be(0);
        (await _superuser.ScalarAsync<long>($"select count(*) from pp_auth.api_keys where tenant_id = {_tenants.AuroraNumber}")).Should().Be(0);
        (await RefusalOfAsync(ReadAsync)).Code.Should().Be(RefusalCode.KeyRevoked);
    }

    [Test]
    public async Task What_else_is_kept_under_its_slug_is_told_once_nobody_finds_it_and_before_its_rows_go()
    {
        await Deletion.RequestAsync(ThreeTenants.Aurora, CancellationToken.None);
        var stop = new CancellationTokenSource();
        var told = 0;

        var stopped = () => Deletion.DeleteAsync(ThreeTenants.Aurora, () => { told++; stop.Cancel(); }, stop.Token);

        await stopped.Should().ThrowAsync<OperationCanceledException>();
        told.Should().Be(1);
        (await RefusalOfAsync(() => Access.ResumeAsync(ThreeTenants.Aurora, CancellationToken.None))).Message.Should().Contain("no such tenant");
        (await RowsAsync(_tenants.AuroraNumber)).Should().Contain(count => count > 0);
    }

    [Test]
    public async Task Its_count_is_its_own_and_not_of_another_that_was_left_half_deleted()
    {
        await Deletion.RequestAsync(ThreeTenants.Borealis, CancellationToken.None);
        await using (var platform = await _tenants.Database.LogInAsPlatformAsync())
            await platform.RunAsync("select pp_admin.delete_tenant('borealis')");
        var asked = await Deletion.RequestAsync(ThreeTenants.Aurora, CancellationToken.None);

        var removed = await Deletion.DeleteAsync(ThreeTenants.Aurora, () => { }, CancellationToken.None);

        removed.Should().Be(asked.Sum(r => r.Rows));
        (await RowsAsync(_tenants.BorealisNumber)).Should().Contain(count => count > 0);
    }

    [Test]
    public async Task Somebody_who_is_added_meanwhile_is_either_in_before_it_or_refused()
    {
        await Deletion.RequestAsync(ThreeTenants.Aurora, CancellationToken.None);
        await using var adding = await _tenants.Database.LogInAsPlatformAsync();
        await adding.RunAsync("begin; select pp_steward.add_person_to('aurora', 'Ann', 'ann@aurora.example')");

        var deleting = Deletion.DeleteAsync(ThreeTenants.Aurora, () => { }, CancellationToken.None);
        await _superuser.UntilAsync("select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%delete_tenant%')");
        await adding.RunAsync("commit");
        await deleting;

        (await RowsAsync(_tenants.AuroraNumber)).Should().OnlyContain(count => count == 0);
        var late = () => adding.RunAsync("select pp_steward.add_person_to('aurora', 'Bob', 'bob@aurora.example')");
        await late.Should().ThrowAsync<Exception>().WithMessage("*tenant_unknown*");
    }

    [Test]
    public async Task The_record_stays_for_its_time_without_a_name()
    {
        await DeleteAsync();

        (await _superuser.ColumnAsync($"select slug || ', ' || name from pp.tenants where tenant_id = {_tenants.AuroraNumber}"))
            .Should().Equal($"deleted-{_tenants.AuroraNumber}, deleted organisation");
        (await _superuser.ColumnAsync($"select action from pp.audit_log where tenant_id = {_tenants.AuroraNumber} and actor_login = 'pp_platform' order by id desc limit 2"))
            .Should().Equal("tenant.delete", "tenant.deleting");

        await _superuser.RunAsync($"update pp.audit_log set id = pp.uuid_floor(now() - interval '400 days' + interval '1 ms' * n) from (select id as old, row_number() over () as n from pp.audit_log where tenant_id = {_tenants.AuroraNumber}) o where tenant_id = {_tenants.AuroraNumber} and id = old");
        await _tenants.Database.Get<IRetention>().RunAsync(CancellationToken.None);

        (await _superuser.ColumnAsync($"select action from pp.audit_log where tenant_id = {_tenants.AuroraNumber}")).Should().BeEmpty();
    }

    [Test]
    public async Task It_answers_to_no_slug_any_more_and_nobody_else_gets_its_slug()
    {
        await DeleteAsync();
        var office = _tenants.Database.Get<ITenantOffice>();

        (await office.ListAsync(CancellationToken.None)).Select(t => t.Tenant).Should().Equal(ThreeTenants.Borealis, ThreeTenants.Cinder);
        foreach (var slug in new[] { "aurora", $"deleted-{_tenants.AuroraNumber}" })
            (await RefusalOfAsync(() => Access.ResumeAsync(TenantId.Parse(slug), CancellationToken.None))).Message.Should().Contain("no such tenant");

        var again = () => office.AddAsync(new NewTenant(ThreeTenants.Aurora, "Aurora again", "USD", "Europe/London", null), CancellationToken.None);
        await again.Should().ThrowAsync<RefusalException>().WithMessage("*never given to another*");
    }

    [Test]
    public async Task Interrupted_the_next_run_of_retention_finishes_it()
    {
        await Deletion.RequestAsync(ThreeTenants.Aurora, CancellationToken.None);
        await using (var platform = await _tenants.Database.LogInAsPlatformAsync())
            await platform.RunAsync("select pp_admin.delete_tenant('aurora')");

        await _tenants.Database.Get<IRetention>().RunAsync(CancellationToken.None);

        (await RowsAsync(_tenants.AuroraNumber)).Should().OnlyContain(count => count == 0);
        (await _superuser.ScalarAsync<long>($"select count(*) from pg_roles where rolname = '{_key.Login.Role}'")).Should().Be(0);
    }

    [Test]
    public async Task A_login_that_left_defaults_of_its_own_goes_too()
    {
        await using (var psql = await _tenants.Database.LogInAsync(_key))
            await psql.RunAsync("alter default privileges grant select on tables to pp_app");

        await DeleteAsync();

        (await _superuser.ScalarAsync<long>($"select count(*) from pg_roles where rolname = '{_key.Login.Role}'")).Should().Be(0);
        (await RowsAsync(_tenants.AuroraNumber)).Should().OnlyContain(count => count == 0);
    }

    [Test]
    public async Task Asked_for_it_is_not_taken_back_by_suspending()
    {
        await Deletion.RequestAsync(ThreeTenants.Aurora, CancellationToken.None);

        (await RefusalOfAsync(() => Access.SuspendAsync(ThreeTenants.Aurora, CancellationToken.None))).Message.Should().Contain("asked for");
        await Deletion.DeleteAsync(ThreeTenants.Aurora, () => { }, CancellationToken.None);
    }

    [Test]
    public async Task More_keys_than_one_step_takes_all_go()
    {
        await _superuser.RunAsync($"""
            do $$ declare id uuid; begin
              for id in select gen_random_uuid() from generate_series(1, 600) loop
                set local role pp_keysmith;
                execute format('create role %I login', 'pp_k_' || replace(id::text, '-', ''));
                reset role;
                insert into pp_auth.api_keys (kid, tenant_id, user_id, login_role, key_hash, perms, expires_at)
                values (id, {_tenants.AuroraNumber}, id, 'pp_k_' || replace(id::text, '-', ''), decode(repeat('00', 32), 'hex'), 1, now() + interval '1 day');
              end loop; end $$
            """);

        await DeleteAsync();

        (await _superuser.ScalarAsync<long>($"select count(*) from pp_auth.api_keys where tenant_id = {_tenants.AuroraNumber}")).Should().Be(0);
    }

    private async Task DeleteAsync()
    {
        await Deletion.RequestAsync(ThreeTenants.Aurora, CancellationToken.None);
        await Deletion.DeleteAsync(ThreeTenants.Aurora, () => { }, CancellationToken.None);
    }

    private Task ReadAsync() => _tenants.Database.Get<Core.Brands.ITenantProfiles>().ReadAsync(_key, CancellationToken.None);

    private static async Task<RefusalException> RefusalOfAsync(Func<Task> work) => (await work.Should().ThrowAsync<RefusalException>()).Which;

    private async Task<IReadOnlyList<long>> RowsAsync(int tenant)
    {
        var tables = await _superuser.ColumnAsync("""
            select relname::text from pg_class where relnamespace = 'pp'::regnamespace and relkind in ('r', 'p') and not relispartition
               and relname not in ('tenants', 'audit_log') order by 1
            """);
        List<long> counts = [];
        foreach (var table in tables)
            counts.Add(await _superuser.ScalarAsync<long>($"select count(*) from pp.{table} where tenant_id = {tenant}"));

        return counts;
    }
}
