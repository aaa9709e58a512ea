using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Limits;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Budgets;

/// <summary>The bytes of a day that all processes of a person and of an organisation share.</summary>
internal sealed class QueryBudgetTests
{
    private const long Mebibyte = BudgetTenants.Mebibyte;

    private static readonly QueryJobId s_job = QueryJobId.Parse("pulsepoint_0190a000");

    private BudgetTenants _tenants = null!; // made in OneTimeSetUp

    [OneTimeSetUp]
    public async Task SetUpAsync() => _tenants = await BudgetTenants.CreateAsync();

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task Without_a_budget_of_its_own_a_tenant_has_the_defaults()
    {
        var tenant = await _tenants.AddAsync();

        (await _tenants.Database.Get<ITenantBudgets>().ChangeAsync(tenant, new ByteBudget(null, null, null), CancellationToken.None)).Should().Be(ByteBudget.Default);
    }

    [TestCase(0L, 10)]
    [TestCase(1L, 10)]
    [TestCase(10 * Mebibyte, 10)]
    [TestCase(10 * Mebibyte + 1, 11)]
    [TestCase(20 * Mebibyte, 20)]
    public async Task What_is_granted_is_the_estimate_in_whole_mebibytes_and_ten_at_least(long estimated, int granted)
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync());

        (await ReserveAsync(_tenants.Process(), key, estimated)).Granted.Should().Be(granted * Mebibyte);
        (await _tenants.DayAsync(key.Tenant)).Should().Be($"0+{granted} 0+{granted}");
    }

    [Test]
    public async Task What_was_billed_takes_the_place_of_what_was_held_once()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync());
        var process = _tenants.Process();
        var reservation = await ReserveAsync(process, key, 100 * Mebibyte);

        var first = await process.SettleAsync(key, reservation.Id, 30 * Mebibyte, CancellationToken.None);
        var second = await process.SettleAsync(key, reservation.Id, 0, CancellationToken.None);

        (first, second).Should().Be((true, false));
        (await _tenants.DayAsync(key.Tenant)).Should().Be("30+0 30+0");
    }

    [Test]
    public async Task What_was_billed_beyond_the_reservation_counts_in_full()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync(day: 100));
        var process = _tenants.Process();
        var reservation = await ReserveAsync(process, key, 10 * Mebibyte);

        await process.SettleAsync(key, reservation.Id, 250 * Mebibyte, CancellationToken.None);

        (await _tenants.DayAsync(key.Tenant)).Should().Be("250+0 250+0");
        (await RefusalOfAsync(() => ReserveAsync(process, key, 0))).Message.Should().Contain("0 B are left");
    }

    [Test]
    public async Task A_reservation_that_is_repeated_is_the_same_one()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync());
        var (process, id) = (_tenants.Process(), new ReservationId(Guid.CreateVersion7()));

        var first = await process.ReserveAsync(key, id, s_job, 50 * Mebibyte, CancellationToken.None);
        var again = await process.ReserveAsync(key, id, s_job, 70 * Mebibyte, CancellationToken.None);

        again.Should().Be(first);
        (await _tenants.DayAsync(key.Tenant)).Should().Be("0+50 0+50");
    }

    [Test]
    public async Task Each_budget_refuses_with_the_need_and_its_own_rest_and_takes_nothing()
    {
        var tenant = await _tenants.AddAsync(day: 100, userDay: 60, query: 40);
        var (ada, ben) = (await _tenants.KeyAsync(tenant), await _tenants.KeyAsync(tenant, LimitedTenants.Ben));
        var process = _tenants.Process();

        var query = await RefusalOfAsync(() => ReserveAsync(process, ada, 41 * Mebibyte));
        await ReserveAsync(process, ada, 40 * Mebibyte);
        var user = await RefusalOfAsync(() => ReserveAsync(process, ada, 30 * Mebibyte));
        await ReserveAsync(process, ben, 40 * Mebibyte);
        var organisation = await RefusalOfAsync(() => ReserveAsync(process, ben, 20 * Mebibyte + 1));

        query.Message.Should().Be("The query would be billed 41 MiB, and one query may be billed 40 MiB at most.");
        user.Message.Should().Be("The query would be billed 30 MiB, and of your budget for today 20 MiB are left.");
        organisation.Message.Should().Be("The query would be billed 21 MiB, and of your budget for today 20 MiB are left.");
        (await RefusalOfAsync(async () =>
        {
            await ReserveAsync(process, ben, 20 * Mebibyte);
            await ReserveAsync(process, ada, 20 * Mebibyte);
        })).Message.Should().Be("The query would be billed 20 MiB, and of the organisation's budget for today 0 B are left.");
        user.Code.Should().Be(RefusalCode.BudgetExceeded);
        user.RetryAfterSeconds.Should().BeInRange(1, 86_400);
        // What the organisation's budget refuses costs the person nothing.
        (await _tenants.DayAsync(tenant)).Should().Be("0+100 0+100");
    }

    [Test]
    public async Task A_new_day_has_a_new_budget_and_an_old_reservation_is_settled_on_its_own_day()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync(day: 50));
        var process = _tenants.Process();
        var late = await ReserveAsync(process, key, 50 * Mebibyte);
        await RefusalOfAsync(() => ReserveAsync(process, key, 0));
        foreach (var table in new[] { "tenant_byte_days", "user_byte_days", "byte_reservations" })
            await _tenants.Superuser.RunAsync($"update pp.{table} set day = day - 1 where tenant_id = (select tenant_id from pp.tenants where slug = '{key.Tenant}')");

        await ReserveAsync(process, key, 50 * Mebibyte);
        await process.SettleAsync(key, late.Id, 20 * Mebibyte, CancellationToken.None);

        (await _tenants.Superuser.ColumnAsync(
            $"select format('%s+%s', settled / 1048576, held / 1048576) from pp.tenant_byte_days where tenant_id = (select tenant_id from pp.tenants where slug = '{key.Tenant}') order by day"))
            .Should().Equal("20+0", "0+50");
    }

    [Test]
    public async Task A_change_bites_at_the_next_query_and_is_on_record_once()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync(day: 100));
        var (process, budgets) = (_tenants.Process(), _tenants.Database.Get<ITenantBudgets>());
        await ReserveAsync(process, key, 60 * Mebibyte);

        var now = await budgets.ChangeAsync(key.Tenant, new ByteBudget(70 * Mebibyte, null, null), CancellationToken.None);
        await budgets.ChangeAsync(key.Tenant, new ByteBudget(70 * Mebibyte, null, null), CancellationToken.None);

        now.Should().Be(ByteBudget.Default with { TenantDay = 70 * Mebibyte });
        (await RefusalOfAsync(() => ReserveAsync(process, key, 11 * Mebibyte))).Message.Should().Contain("10 MiB are left");
        (await _tenants.Superuser.ColumnAsync($"select detail::text from pp.audit_log where action = 'tenant.budget' and object = '{key.Tenant}' order by id"))
            .Should().Equal($$"""{"day_bytes": {{100 * Mebibyte}}}""", $$"""{"day_bytes": {{70 * Mebibyte}}}""");
    }

    [Test]
    public async Task What_a_process_that_died_left_is_held_until_its_job_was_looked_up()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync(day: 100));
        var colleague = await _tenants.KeyAsync(key.Tenant);
        var died = await ReserveAsync(_tenants.Process(), key, 90 * Mebibyte);
        var next = _tenants.Process();

        (await next.UnsettledAsync(key, CancellationToken.None)).Should().BeEmpty("it may still run");
        await _tenants.Superuser.RunAsync($"update pp.byte_reservations set reserved_at = reserved_at - interval '10 minutes 1 second' where id = '{died.Id}'");
        var left = await next.UnsettledAsync(key, CancellationToken.None);
        await RefusalOfAsync(() => ReserveAsync(next, key, 11 * Mebibyte));

        left.Should().ContainSingle().Which.Should().Match<UnsettledReservation>(u => u.Id == died.Id && u.Job == s_job && u.Held == 90 * Mebibyte);
        (await next.UnsettledAsync(colleague, CancellationToken.None)).Should().BeEmpty("it is another key's");
        await next.SettleAsync(key, died.Id, 0, CancellationToken.None);
        (await next.UnsettledAsync(key, CancellationToken.None)).Should().BeEmpty();
        (await ReserveAsync(next, key, 100 * Mebibyte)).Granted.Should().Be(100 * Mebibyte);
    }

    [Test]
    public async Task Twenty_reservations_at_once_from_four_processes_never_exceed_the_day()
    {
        var tenant = await _tenants.AddAsync(day: 125, userDay: 1000, query: 100);
        var keys = new[] { await _tenants.KeyAsync(tenant), await _tenants.KeyAsync(tenant, LimitedTenants.Ben), await _tenants.KeyAsync(tenant), await _tenants.KeyAsync(tenant, LimitedTenants.Ben) };
        var processes = keys.Select(_ => _tenants.Process()).ToArray();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            try
            {
                return (await ReserveAsync(processes[i % 4], keys[i % 4], 10 * Mebibyte)).Granted;
            }
            catch (RefusalException refused) when (refused.Code is RefusalCode.BudgetExceeded)
            {
                return 0;
            }
        })));

        outcomes.Sum().Should().Be(120 * Mebibyte, "a thirteenth does not fit");
        (await _tenants.DayAsync(tenant)).Should().Be("0+120 0+120");
    }

    [Test]
    public async Task Of_settlements_at_once_one_counts()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync());
        var processes = new[] { _tenants.Process(), _tenants.Process() };
        var reservation = await ReserveAsync(processes[0], key, 100 * Mebibyte);

        var settled = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => processes[i % 2].SettleAsync(key, reservation.Id, 40 * Mebibyte, CancellationToken.None))));

        settled.Count(s => s).Should().Be(1);
        (await _tenants.DayAsync(key.Tenant)).Should().Be("40+0 40+0");
    }

    private static Task<ByteReservation> ReserveAsync(IQueryBudget process, TenantContext key, long estimated) =>
        process.ReserveAsync(key, new ReservationId(Guid.CreateVersion7()), s_job, estimated, CancellationToken.None);

    private static async Task<RefusalException> RefusalOfAsync(Func<Task> work) => (await work.Should().ThrowAsync<RefusalException>()).Which;
}
