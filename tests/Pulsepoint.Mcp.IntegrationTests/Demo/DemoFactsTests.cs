using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.DuckDb.Demo;

namespace Pulsepoint.Mcp.IntegrationTests.Demo;

[TestFixture]
internal sealed class DemoFactsTests
{
    private static readonly string[] s_noRows =
    [
        // A line without its order.
        "select count(*) from order_lines l anti join orders o on o.brand_id = l.brand_id and o.order_id = l.order_id",
        // A returned line that was never sold, or a refund of more than was paid.
        "select count(*) from refund_lines r anti join order_lines l on l.brand_id = r.brand_id and l.line_id = r.line_id where r.line_id is not null",
        "select count(*) from refund_lines r join order_lines l on l.brand_id = r.brand_id and l.line_id = r.line_id where r.qty > l.qty or r.goods_value > l.gross - l.discount",
        // An order whose lines do not add up to it.
        """
        select count(*)
        from orders o
        join (select brand_id, order_id, sum(gross) as gross, sum(discount) as discount, sum(tax) as tax from order_lines group by all) l
            on l.brand_id = o.brand_id and l.order_id = o.order_id
        where o.gross <> l.gross or o.discounts <> l.discount or o.tax <> l.tax or o.total <> o.gross - o.discounts + o.shipping + o.tax
        """,
        "select count(*) from (select 1 from order_lines group by brand_id, order_id having count(*) <> count(distinct product))",
        "select count(*) from (select 1 from orders group by brand_id, order_id having count(*) > 1)",
        // A customer who is new twice, or returns before the first order.
        "select count(*) from (select 1 from orders where not is_test group by brand_id, customer_id having count(*) filter (customer_type = 'new') <> 1)",
        "select count(*) from orders o join dim_customers c using (brand_id, customer_id) where o.customer_type = 'returning' and o.order_date <= c.first_order_date",
        // Something from after the end of the data.
        "select count(*) from refund_lines r join sync_state s on s.brand_id = r.brand_id where r.refund_date > s.data_through",
        // Test orders in a view, by any of its ways in.
        "select count(*) from sales_events e join orders o on o.brand_id = e.brand_id and o.order_id = e.order_id where o.is_test",
        // A cancelled order that does not come back to nothing.
        """
        select count(*)
        from (
            select e.order_id
            from sales_events e
            join orders o on o.brand_id = e.brand_id and o.order_id = e.order_id
            where o.cancel_date is not null
            group by e.order_id
            having sum(e.gross - e.discounts - e.returns) <> 0 or sum(e.shipping) <> 0 or sum(e.tax) <> 0 or sum(e.cogs) <> 0
        )
        """,
        "select count(*) from sessions_daily where not (converted_sessions <= checkout_sessions and checkout_sessions <= cart_sessions and cart_sessions <= sessions)",
        "select count(*) from ad_daily where clicks > impressions or spend < 0",
    ];

    private static readonly string[] s_tables =
    [
        "select bit_xor(hash(t))::varchar from orders t", "select bit_xor(hash(t))::varchar from order_lines t",
        "select bit_xor(hash(t))::varchar from refund_lines t", "select bit_xor(hash(t))::varchar from ad_daily t",
        "select bit_xor(hash(t))::varchar from ad_geo_daily t", "select bit_xor(hash(t))::varchar from sessions_daily t",
        "select bit_xor(hash(t))::varchar from fx_rates_daily t", "select bit_xor(hash(t))::varchar from dim_customers t",
        "select bit_xor(hash(t))::varchar from dim_products t", "select bit_xor(hash(t))::varchar from sync_state t",
    ];

    [TestCaseSource(nameof(s_noRows))]
    public async Task No_row_breaks_a_rule(string count)
    {
        var demo = await DemoData.CinderAsync();

        (await demo.NumberAsync(count)).Should().Be(0);
    }

    [Test]
    public async Task The_same_seed_gives_the_same_rows()
    {
        var once = await DemoData.CinderAsync();

        using var again = await PublishedDemo.CreateAsync("cinder", DemoData.CinderRange);

        foreach (var checksum in s_tables)
        {
            var expected = (await once.QueryAsync(checksum, keys: 1, measures: 0)).Single().Keys[0];
            (await again.QueryAsync(checksum, keys: 1, measures: 0)).Single().Keys[0].Should().Be(expected).And.NotBeNull(checksum);
        }
    }

    [Test]
    public async Task Test_orders_are_in_the_table_and_in_no_view()
    {
        var demo = await DemoData.CinderAsync();

        var tests = await demo.NumberAsync("select count(*) from orders where is_test");
        var real = await demo.NumberAsync("select count(*) from orders where not is_test");

        tests.Should().BeGreaterThan(0);
        (await demo.NumberAsync("select sum(placed) from order_events")).Should().Be(real);
    }

    [Test]
    public async Task No_column_is_wider_than_it_needs_to_be()
    {
        const string Wide = """
            select table_name, column_name
            from information_schema.columns
            where data_type like 'DECIMAL(38%' or data_type like '%HUGEINT%' or data_type in ('DOUBLE', 'FLOAT')
            """;
        var demo = await DemoData.CinderAsync();

        (await demo.QueryAsync(Wide, keys: 2, measures: 0)).Should().BeEmpty();
    }

    [Test]
    public async Task Nothing_of_the_generator_stays_in_the_snapshot()
    {
        const string Left = """
            select name
            from (select table_name as name from duckdb_tables() union all select function_name from duckdb_functions())
            where name like 'demo_%' or name like 'draft_%'
            """;
        var demo = await DemoData.CinderAsync();

        (await demo.QueryAsync(Left, keys: 1, measures: 0)).Should().BeEmpty();
    }

    [Test]
    public async Task Today_ends_at_two_in_the_afternoon_where_the_shop_is()
    {
        const string Last = """
            select brand_id, max(order_date)::varchar, max(ordered_at at time zone 'UTC' at time zone case brand_id when 'embermade' then 'Australia/Sydney' else 'Pacific/Auckland' end)::varchar
            from orders
            group by brand_id
            order by brand_id
            """;
        var demo = await DemoData.CinderAsync();

        var last = await demo.QueryAsync(Last, keys: 3, measures: 0);

        // Two in the morning there, when it is three in the afternoon of the 23rd in London.
        last.Select(r => r.Keys[1]).Should().Equal("2026-11-24", "2026-11-24");
        last.Select(r => r.Keys[2]).Should().OnlyContain(at => string.CompareOrdinal(at, "2026-11-24 10:00") > 0 && string.CompareOrdinal(at, "2026-11-24 14:00") < 0);
    }

    [Test]
    public async Task An_order_has_the_date_that_its_shop_saw()
    {
        const string Elsewhere = """
            select count(*)
            from orders o
            join dim_brands b using (brand_id)
            where (o.ordered_at at time zone 'UTC' at time zone b.timezone)::date <> o.order_date
                or (o.cancelled_at at time zone 'UTC' at time zone b.timezone)::date <> o.cancel_date
            """;
        var demo = await DemoData.CinderAsync();

        (await demo.NumberAsync(Elsewhere)).Should().Be(0);
    }

    [Test]
    public async Task A_larger_scale_is_generated_in_slices_that_fit_together()
    {
        var range = new DemoRange(new LocalDate(2026, 11, 1), DemoData.Now, 150);

        using var large = await PublishedDemo.CreateAsync("cinder", range);

        var plans = DemoTenants.Of(large.Tenant).Brands.Select(b => DemoBrandPlan.Of(b, range)).ToArray();
        plans.Max(p => p.Slices().Count()).Should().BeGreaterThan(1);
        (await large.NumberAsync("select count(distinct order_date) from orders where brand_id = 'embermade'")).Should().Be(24);
        (await large.NumberAsync("select count(*) from orders where not is_test and order_date < '2026-11-24'"))
            .Should().Be(plans.Sum(p => p.Days.Where(d => !d.IsPartial).Sum(d => d.Orders)));
    }
}
