using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Rollups;

internal sealed class RollupStoreTests
{
    private static readonly CompiledQuery s_sales = new(
        "select event_date, brand_id, sum(gross), sum(units_sold), min(placed) from pp.sales_daily where event_date >= @from group by 1, 2 order by 1, 2",
        [new SqlParameter("from", new LocalDate(2026, 1, 1))],
        true, 1, 3);

    private ThreeTenants _tenants = null!;
    private TenantContext _aurora = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _aurora = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst);
    }

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task A_key_reads_its_own_roll_ups_to_the_cent()
    {
        var rows = await Warehouse.RunAsync(_aurora, Contexts.Answer(), s_sales, CancellationToken.None);

        rows.Should().BeEquivalentTo(
            [
                new FactRow(new LocalDate(2026, 11, 1), ["luma-skin"], [100.25m, 3m, 2m]),
                new FactRow(new LocalDate(2026, 11, 1), ["peakform"], [100.25m, 3m, 2m]),
            ],
            options => options.WithStrictOrdering());
    }

    [Test]
    public async Task The_state_names_generation_days_and_gaps()
    {
        var state = await Warehouse.DescribeAsync(_aurora, CancellationToken.None);

        state!.Generation.Should().Be("g1");
        state.Loads.Select(l => l.Brand.Value).Should().Equal("luma-skin", "peakform");
        state.Loads[0].DataThrough.Should().Be(new LocalDate(2026, 11, 21));
        state.Loads[0].Gaps.Should().Equal(new LocalDate(2026, 11, 4));
    }

    [Test]
    public async Task A_new_generation_replaces_the_tenants_old_one_and_no_one_elses()
    {
        var store = _tenants.Database.Get<IRollupStore>();

        await store.ReplaceAsync(ThreeTenants.Borealis, SampleRollups.Of("g2", "EUR", "nordpaw"), CancellationToken.None);

        (await store.GenerationAsync(ThreeTenants.Borealis, CancellationToken.None)).Should().Be("g2");
        (await store.GenerationAsync(ThreeTenants.Aurora, CancellationToken.None)).Should().Be("g1");
        var borealis = await _tenants.Database.IssueKeyAsync(ThreeTenants.Borealis, ThreeTenants.Analyst);
        (await Warehouse.RunAsync(borealis, Contexts.Answer(), s_sales, CancellationToken.None)).Should().ContainSingle().Which.Keys.Should().Equal("nordpaw");
    }

    [Test]
    public async Task A_load_that_fails_leaves_the_old_generation_whole()
    {
        var store = _tenants.Database.Get<IRollupStore>();
        var twice = SampleRollups.Of("g3", "AUD", "embermade", "embermade");

        var replace = () => store.ReplaceAsync(ThreeTenants.Cinder, twice, CancellationToken.None);

        await replace.Should().ThrowAsync<Npgsql.PostgresException>();
        (await store.GenerationAsync(ThreeTenants.Cinder, CancellationToken.None)).Should().Be("g1");
    }

    [Test]
    public async Task What_has_no_name_is_a_group_of_its_own()
    {
        var batch = SampleRollups.Of("g4", "USD", "luma-skin");
        await using var tenants = await ThreeTenants.CreateAsync();
        var analyst = await tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst);
        var query = new CompiledQuery("select country, sum(gross) from pp.sales_by_country_daily group by 1 order by 1 nulls last", [], false, 1, 1);

        await tenants.Database.Get<IRollupStore>().ReplaceAsync(
            ThreeTenants.Aurora,
            batch
                .Adding("sales_by_country_daily", ("country", null), ("gross", 7.05m))
                .Adding("sales_by_country_daily", ("country", ""), ("gross", 0.20m)),
            CancellationToken.None);

        var rows = await tenants.Database.Get<IWarehouse>().RunAsync(analyst, Contexts.Answer(), query, CancellationToken.None);
        rows.Select(r => (r.Keys[0], r.Measures[0])).Should().Equal(("", 0.20m), ("US", 100.25m), (null, 7.05m));
    }

    [Test]
    public async Task Two_rows_of_one_group_are_no_load([Values] bool isNameless)
    {
        var tables = RollupTables.All.Where(t => t != RollupTables.Rates).Select(t => t.Name);
        foreach (var table in tables)
        {
            var batch = SampleRollups.Of("g5", "AUD", "embermade");
            var twice = isNameless && batch[table].Table.Columns.Any(c => c.Name == "country")
                ? batch.Adding(table, ("country", null)).Adding(table, ("country", null))
                : batch.Adding(table);

            var replace = () => _tenants.Database.Get<IRollupStore>().ReplaceAsync(ThreeTenants.Cinder, twice, CancellationToken.None);

            (await replace.Should().ThrowAsync<Npgsql.PostgresException>(table)).Which.SqlState.Should().Be("23505", table);
        }
    }

    [Test]
    public async Task Every_column_of_a_table_is_loaded_in_its_order()
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        foreach (var table in RollupTables.All)
        {
            var columns = await superuser.ColumnAsync(
                $"select attname::text from pg_attribute where attrelid = 'pp.{table.Name}'::regclass and attnum > 0 and not attisdropped order by attnum");

            columns.Should().Equal(["tenant_id", .. table.Columns.Select(c => c.Name)], table.Name);
        }
    }

    [Test]
    public async Task A_load_of_touched_days_leaves_the_others_and_names_the_new_generation()
    {
        await using var tenants = await ThreeTenants.CreateAsync();
        var store = tenants.Database.Get<IRollupStore>();
        var before = SampleRollups.Of("g1", "USD", "luma-skin");
        await store.ReplaceAsync(ThreeTenants.Aurora, before.Adding("sales_daily", ("event_date", new DateOnly(2026, 10, 31)), ("gross", 1m)), CancellationToken.None);
        var touched = new TouchedDays("g1", "g2", new DateRange(new LocalDate(2026, 11, 1), new LocalDate(2026, 11, 30)));

        await store.ReplaceAsync(ThreeTenants.Aurora, SampleRollups.Of("g2", "USD", "peakform") with { Touched = touched }, CancellationToken.None);

        await using var superuser = await tenants.Database.LogInAsSuperuserAsync();
        var rows = await superuser.ColumnAsync(
            $"select brand_id || ' ' || event_date from pp.sales_daily where tenant_id = {tenants.AuroraNumber} order by 1");
        rows.Should().Equal("luma-skin 2026-10-31", "peakform 2026-11-01");
        (await store.GenerationAsync(ThreeTenants.Aurora, CancellationToken.None)).Should().Be("g2");
    }

    [Test]
    public async Task Touched_days_of_another_generation_are_no_load()
    {
        var store = _tenants.Database.Get<IRollupStore>();
        var touched = new TouchedDays("g0", "g2", new DateRange(new LocalDate(2026, 11, 1), new LocalDate(2026, 11, 30)));

        var replace = () => store.ReplaceAsync(ThreeTenants.Cinder, SampleRollups.Of("g2", "AUD", "embermade") with { Touched = touched }, CancellationToken.None);

        (await replace.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
        (await store.GenerationAsync(ThreeTenants.Cinder, CancellationToken.None)).Should().Be("g1");
    }

    [Test]
    public async Task Loading_is_in_the_audit_log_of_its_tenant()
    {
        var auditor = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.AnalyticsRead | Permissions.AuditRead);
        await using var psql = await _tenants.Database.LogInAsync(auditor);

        var actions = await psql.ColumnAsync("select action || ' ' || object || ' by ' || actor_login from pp.audit_log");

        actions.Should().Contain("rollup.replace g1 by pp_platform").And.ContainMatch("key.issue * by pp_platform");
    }

    [Test]
    public async Task Rows_of_an_unknown_tenant_are_refused()
    {
        var replace = () => _tenants.Database.Get<IRollupStore>().ReplaceAsync(
            TenantId.Parse("nobody"), SampleRollups.Of("g1", "USD", "luma-skin"), CancellationToken.None);

        (await replace.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.ValueInvalid);
    }

    [Test]
    public async Task The_profile_shows_the_tenant_and_the_brands_in_scope()
    {
        var lumaOnly = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, brands: BrandScope.Of([ThreeTenants.Luma]));
        var profiles = _tenants.Database.Get<ITenantProfiles>();

        var all = await profiles.ReadAsync(_aurora, CancellationToken.None);
        var one = await profiles.ReadAsync(lumaOnly, CancellationToken.None);

        all.ReportingCurrency.Should().Be("USD");
        all.IsDemo.Should().BeTrue();
        all.Brands.Select(b => b.Id.Value).Should().Equal("luma-skin", "peakform");
        all.Brands[0].Sources.Should().Equal("meta", "shopify");
        one.Brands.Select(b => b.Id.Value).Should().Equal("luma-skin");
    }

    private IWarehouse Warehouse => _tenants.Database.Get<IWarehouse>();
}
