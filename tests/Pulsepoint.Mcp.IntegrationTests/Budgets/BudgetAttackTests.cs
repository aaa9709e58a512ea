using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Limits;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Budgets;

/// <summary>Somebody takes the key's login to psql and tries to spend more than is due, or what is somebody else's.</summary>
[Attack]
internal sealed class BudgetAttackTests
{
    private BudgetTenants _tenants = null!; // made in OneTimeSetUp

    [OneTimeSetUp]
    public async Task SetUpAsync() => _tenants = await BudgetTenants.CreateAsync();

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [TestCase("null, 'job', 1")]
    [TestCase("gen_random_uuid(), null, 1")]
    [TestCase("gen_random_uuid(), '', 1")]
    [TestCase("gen_random_uuid(), 'a job', 1")]
    [TestCase("gen_random_uuid(), repeat('j', 201), 1")]
    [TestCase("gen_random_uuid(), 'job', null")]
    [TestCase("gen_random_uuid(), 'job', -1")]
    [TestCase("gen_random_uuid(), 'job', -9223372036854775808")]
    [TestCase("gen_random_uuid(), 'job', 9223372036854775807")]
    [TestCase("gen_random_uuid(), 'job', 1125899906842625")]
    public async Task Nonsense_is_not_reserved_for(string arguments)
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync());
        await using var psql = await _tenants.Database.LogInAsync(key);

        (await psql.RefusalOfAsync($"select pp.reserve_bytes({arguments})")).Should().Be("22023 pulsepoint:reservation_malformed");
        (await _tenants.DayAsync(key.Tenant)).Should().BeEmpty();
    }

    [TestCase("null")]
    [TestCase("-1")]
    [TestCase("-9223372036854775808")]
    [TestCase("9223372036854775807")]
    public async Task Nonsense_is_not_settled_with(string billed)
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync());
        await using var psql = await _tenants.Database.LogInAsync(key);
        await psql.RunAsync($"select pp.reserve_bytes('{key.Key}', 'job', 52428800)");

        (await psql.RefusalOfAsync($"select pp.settle_bytes('{key.Key}', {billed})")).Should().Be("22023 pulsepoint:settlement_malformed");
        (await _tenants.DayAsync(key.Tenant)).Should().Be("0+50 0+50");
    }

    [Test]
    public async Task Nothing_of_a_colleague_or_of_another_tenant_is_settled_seen_or_taken_over()
    {
        var victim = await _tenants.KeyAsync(await _tenants.AddAsync());
        await using var theirs = await _tenants.Database.LogInAsync(victim);
        await theirs.RunAsync($"select pp.reserve_bytes('{victim.Key}', 'job', 52428800)");
        await _tenants.Superuser.RunAsync("update pp.byte_reservations set reserved_at = reserved_at - interval '1 hour'");

        foreach (var other in new[] { await _tenants.KeyAsync(victim.Tenant, LimitedTenants.Ben, Permissions.All), await _tenants.KeyAsync(await _tenants.AddAsync(), permissions: Permissions.All) })
        {
            await using var psql = await _tenants.Database.LogInAsync(other);
            (await psql.RefusalOfAsync($"select pp.settle_bytes('{victim.Key}', 0)")).Should().Be("P0002 pulsepoint:reservation_unknown");
            (await psql.ScalarAsync<long>("select count(*) from pp.unsettled_bytes()")).Should().Be(0);
        }

        await using var colleague = await _tenants.Database.LogInAsync(await _tenants.KeyAsync(victim.Tenant, LimitedTenants.Ben));
        (await colleague.RefusalOfAsync($"select pp.reserve_bytes('{victim.Key}', 'job', 0)")).Should().Be("22023 pulsepoint:reservation_malformed");
        (await _tenants.DayAsync(victim.Tenant)).Should().Be("0+50 0+50");
    }

    [Test]
    public async Task A_settled_reservation_is_not_opened_again()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync(day: 100));
        await using var psql = await _tenants.Database.LogInAsync(key);
        await psql.RunAsync($"select pp.reserve_bytes('{key.Key}', 'job', 52428800); select pp.settle_bytes('{key.Key}', 52428800)");

        (await psql.RefusalOfAsync($"select pp.reserve_bytes('{key.Key}', 'job', 52428800)")).Should().Be("22023 pulsepoint:reservation_malformed");
        for (var i = 0; i < 3; i++)
            (await psql.ScalarAsync<bool>($"select pp.settle_bytes('{key.Key}', 0)")).Should().BeFalse();

        (await _tenants.DayAsync(key.Tenant)).Should().Be("50+0 50+0");
    }

    [Test]
    public async Task A_reservation_that_was_settled_with_nothing_is_held_for_anew_and_never_for_more_than_is_left()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync(day: 100));
        await using var psql = await _tenants.Database.LogInAsync(key);
        await psql.RunAsync($"select pp.reserve_bytes('{key.Key}', 'job', 52428800); select pp.settle_bytes('{key.Key}', 0)");
        await psql.RunAsync("select pp.reserve_bytes(gen_random_uuid(), 'other', 62914560)");

        (await psql.ScalarAsync<string>($"select refused_by from pp.reserve_bytes('{key.Key}', 'job', 52428800)")).Should().Be("tenant");
        (await psql.ScalarAsync<long>($"select granted from pp.reserve_bytes('{key.Key}', 'job', 41943040)")).Should().Be(41943040);
        (await _tenants.DayAsync(key.Tenant)).Should().Be("0+100 0+100");

        (await psql.ScalarAsync<bool>($"select pp.settle_bytes('{key.Key}', 31457280)")).Should().BeTrue();
        (await psql.RefusalOfAsync($"select pp.reserve_bytes('{key.Key}', 'job', 0)")).Should().Be("22023 pulsepoint:reservation_malformed");
        (await _tenants.DayAsync(key.Tenant)).Should().Be("30+60 30+60");
    }

    [Test]
    public async Task What_was_settled_with_nothing_is_not_held_for_anew_by_a_colleague_or_as_another_job()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync());
        await using var psql = await _tenants.Database.LogInAsync(key);
        await using var colleague = await _tenants.Database.LogInAsync(await _tenants.KeyAsync(key.Tenant, LimitedTenants.Ben));
        await psql.RunAsync($"select pp.reserve_bytes('{key.Key}', 'job', 52428800); select pp.settle_bytes('{key.Key}', 0)");

        (await colleague.RefusalOfAsync($"select pp.reserve_bytes('{key.Key}', 'job', 0)")).Should().Be("22023 pulsepoint:reservation_malformed");
        (await psql.RefusalOfAsync($"select pp.reserve_bytes('{key.Key}', 'other', 0)")).Should().Be("22023 pulsepoint:reservation_malformed");
        (await _tenants.DayAsync(key.Tenant)).Should().Be("0+0 0+0");
    }

    [TestCase("update pp.tenant_byte_days set settled = 0, held = 0")]
    [TestCase("delete from pp.user_byte_days")]
    [TestCase("select held from pp.tenant_byte_days")]
    [TestCase("select held from pp.user_byte_days")]
    [TestCase("select job from pp.byte_reservations")]
    [TestCase("delete from pp.byte_reservations")]
    [TestCase("select day_bytes from pp.tenants")]
    [TestCase("update pp.tenants set day_bytes = 1125899906842624")]
    [TestCase("select pp_steward.change_budget('tenant-1', 1125899906842624, null, null)")]
    [TestCase("select pp_steward.budget_of(1)")]
    [TestCase("select pp_steward.byte_spender()")]
    [TestCase("create or replace function pp.reserve_bytes(uuid, text, bigint) returns int language sql as 'select 1'")]
    [TestCase("alter function pp.reserve_bytes(uuid, text, bigint) reset lock_timeout")]
    public async Task Budgets_and_sums_are_out_of_reach(string attack)
    {
        await using var psql = await _tenants.Database.LogInAsync(await _tenants.KeyAsync(await _tenants.AddAsync(), permissions: Permissions.All));

        (await psql.RefusalOfAsync(attack)).Should().StartWith("42");
    }

    [TestCase("set pp_steward.tenant = '1'")]
    [TestCase("set timezone = 'Pacific/Kiritimati'; set datestyle = 'German'")]
    [TestCase("set lock_timeout = 0; set role pp_app")]
    [TestCase("begin isolation level repeatable read")]
    [TestCase("begin; savepoint one")]
    public async Task No_setting_raises_a_cap(string setting)
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync(day: 35));
        await using var psql = await _tenants.Database.LogInAsync(key);
        await psql.RunAsync(setting);

        var granted = 0;
        for (var i = 0; i < 6; i++)
            granted += await psql.ScalarAsync<bool>("select granted is not null from pp.reserve_bytes(gen_random_uuid(), 'job', 0)") ? 1 : 0;

        granted.Should().Be(3);
    }

    [Test]
    public async Task A_key_that_may_not_read_facts_spends_nothing()
    {
        await using var psql = await _tenants.Database.LogInAsync(await _tenants.KeyAsync(await _tenants.AddAsync(), permissions: Permissions.All & ~Permissions.AnalyticsRead));

        foreach (var attack in new[] { "pp.reserve_bytes(gen_random_uuid(), 'job', 0)", "pp.settle_bytes(gen_random_uuid(), 0)", "pp.unsettled_bytes()" })
            (await psql.RefusalOfAsync($"select {attack}")).Should().Be("28000 pulsepoint:not_permitted");
    }

    [Test]
    public async Task More_than_a_hundred_open_reservations_of_a_key_are_not_kept()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync());
        await using var psql = await _tenants.Database.LogInAsync(key);
        await psql.RunAsync("select pp.reserve_bytes(gen_random_uuid(), 'job', 0) from generate_series(1, 100)");

        (await psql.RefusalOfAsync("select pp.reserve_bytes(gen_random_uuid(), 'job', 0)")).Should().Be("53400 pulsepoint:reservations_exceeded");
        (await _tenants.DayAsync(key.Tenant)).Should().Be("0+1000 0+1000");
    }

    [Test]
    public async Task A_transaction_that_is_rolled_back_gives_back_only_what_it_took()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync(day: 100));
        await using var psql = await _tenants.Database.LogInAsync(key);
        await psql.RunAsync("select pp.reserve_bytes(gen_random_uuid(), 'job', 52428800)");

        for (var i = 0; i < 5; i++)
            await psql.RunAsync("begin; select pp.reserve_bytes(gen_random_uuid(), 'job', 0); rollback");

        (await _tenants.DayAsync(key.Tenant)).Should().Be("0+50 0+50");
    }

    [Test]
    public async Task A_reservation_leaves_the_wall_of_operators_shut()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync());
        await using var psql = await _tenants.Database.LogInAsync(key);

        await psql.RunAsync($"begin; select pp.reserve_bytes('{key.Key}', 'job', 0); select pp.unsettled_bytes(); select pp.settle_bytes('{key.Key}', 0)");

        (await psql.ScalarAsync<string>("select current_setting('pp_steward.tenant', true)")).Should().BeEmpty();
    }

    [TestCase("1")]
    [TestCase("-1")]
    [TestCase("1125899906842625")]
    public async Task A_budget_out_of_range_is_not_accepted(string bytes)
    {
        var tenant = await _tenants.AddAsync();
        await using var platform = await _tenants.Database.LogInAsPlatformAsync();

        foreach (var budget in new[] { $"{bytes}, null, null", $"null, {bytes}, null", $"null, null, {bytes}" })
            (await platform.RefusalOfAsync($"select pp_steward.change_budget('{tenant}', {budget})")).Should().StartWith("23514");
    }
}
