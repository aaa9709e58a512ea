using System.Globalization;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Rollups;

namespace Pulsepoint.Mcp.IntegrationTests.Demo;

[TestFixture]
internal sealed class DemoRollupsTests
{
    private static readonly string[] s_cuts = ["sales", "sales_by_country", "sales_by_product", "ads", "ads_by_country", "sessions", "sessions_by_country"];

    private PublishedDemo _demo = null!; // made in OneTimeSetUp
    private RollupBatch _batch = null!; // read in OneTimeSetUp

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        _demo = await DemoData.CinderAsync();
        _batch = await _demo.Rollups.ReadAsync(_demo.Tenant, touched: null, CancellationToken.None);
    }

    [Test]
    public void Roll_ups_lose_nothing()
    {
        Money("sales_daily", "gross", "discounts", "returns").Should().Be(Total("net_sales"));
        Money("sales_daily", "shipping").Should().Be(Total("shipping"));
        Money("sales_daily", "refund_amount").Should().Be(Total("refund_amount"));
        Count("sales_daily", "placed").Should().Be(Total("orders"));
        Money("ads_daily", "spend").Should().Be(Total("ad_spend"));
        Money("ads_daily", "conversions").Should().Be(Total("platform_conversions"));
        Count("sessions_daily", "sessions").Should().Be(Total("sessions"));
    }

    [TestCase("sales_by_country_daily", "sales_daily")]
    [TestCase("sales_by_product_daily", "sales_daily")]
    [TestCase("sessions_by_country_daily", "sessions_daily")]
    public void Every_cut_of_the_same_facts_adds_up_to_the_same(string cut, string whole)
    {
        foreach (var column in _batch[cut].Table.Columns)
        {
            if (column.Type == RollupColumnType.Amount)
                _batch[cut].Amounts(column.Name).Sum().Should().Be(_batch[whole].Amounts(column.Name).Sum(), column.Name);
            else if (column.Type == RollupColumnType.Count)
                _batch[cut].Counts(column.Name).Sum().Should().Be(_batch[whole].Counts(column.Name).Sum(), column.Name);
        }
    }

    [Test]
    public void A_refund_of_shipping_is_of_no_product() => _batch["sales_by_product_daily"].Texts("product").Should().Contain((string?)null);

    [TestCaseSource(nameof(s_cuts))]
    public void Months_add_up_to_the_same_in_their_own_currency(string cut)
    {
        var (days, months) = (_batch[cut + "_daily"], _batch[cut + "_monthly"]);
        var own = Enumerable.Range(0, months.Count).Where(i => !HasCurrency(months) || months.Texts("currency")[i] == months.Texts("in_currency")[i]).ToArray();
        foreach (var column in days.Table.Columns)
        {
            if (column.Type == RollupColumnType.Amount)
                own.Sum(i => months.Amounts(column.Name)[i]).Should().Be(days.Amounts(column.Name).Sum(), column.Name);
            else if (column.Type == RollupColumnType.Count)
                own.Sum(i => months.Counts(column.Name)[i]).Should().Be(days.Counts(column.Name).Sum(), column.Name);
        }
    }

    [Test]
    public void Months_in_another_currency_convert_each_day_at_its_own_rate()
    {
        var (days, months, rates) = (_batch["sales_daily"], _batch["sales_monthly"], _batch["fx_rates_daily"]);
        var rate = Enumerable.Range(0, rates.Count)
            .Where(i => rates.Texts("from_ccy")[i] == "NZD" && rates.Texts("to_ccy")[i] == "AUD")
            .ToDictionary(i => rates.Days("date")[i], i => rates.Amounts("rate")[i]);
        var expected = Enumerable.Range(0, days.Count).Where(i => days.Texts("currency")[i] == "NZD").Sum(i => days.Amounts("gross")[i] * rate[days.Days("event_date")[i]]);

        var converted = Enumerable.Range(0, months.Count).Where(i => months.Texts("currency")[i] == "NZD" && months.Texts("in_currency")[i] == "AUD").ToArray();

        converted.Sum(i => months.Amounts("gross")[i]).Should().Be(expected).And.BePositive();
    }

    [Test]
    public async Task Touched_days_are_read_with_the_months_that_they_lie_in()
    {
        var days = new DateRange(new LocalDate(2026, 9, 20), new LocalDate(2026, 10, 3));

        var batch = await _demo.Rollups.ReadAsync(_demo.Tenant, new TouchedDays("g", _batch.State.Generation, days), CancellationToken.None);

        foreach (var table in RollupTables.All)
        {
            var range = table.IsMonthly ? new DateRange(new LocalDate(2026, 9, 1), new LocalDate(2026, 10, 31)) : days;
            var day = table.Columns.First(c => c.Type == RollupColumnType.Day).Name;
            var expected = _batch[table.Name].Days(day).Count(d => range.Contains(LocalDate.FromDateOnly(d)));
            batch[table.Name].Count.Should().Be(expected, table.Name).And.BePositive();
        }
    }

    [Test]
    public async Task Days_of_another_generation_than_the_published_one_are_not_trusted()
    {
        var days = new DateRange(new LocalDate(2026, 9, 20), new LocalDate(2026, 10, 3));

        var batch = await _demo.Rollups.ReadAsync(_demo.Tenant, new TouchedDays("g", "of_yesterday", days), CancellationToken.None);

        batch.Touched.Should().BeNull();
        batch["sales_daily"].Count.Should().Be(_batch["sales_daily"].Count);
    }

    [Test]
    public void Every_day_of_every_currency_has_a_rate()
    {
        var rates = _batch["fx_rates_daily"].Days("date").Zip(_batch["fx_rates_daily"].Texts("from_ccy")).ToHashSet();

        foreach (var table in new[] { "sales_daily", "ads_daily" })
            _batch[table].Days("event_date").Zip(_batch[table].Texts("currency")).Should().OnlyContain(key => rates.Contains(key));
    }

    private static bool HasCurrency(RollupRows rows) => rows.Table.Columns.Any(c => c.Name == "in_currency");

    private string Total(string metric) => _demo.Answers.Total("embermade", metric)!; // the book has every metric of this brand

    /// <summary>One brand's sum of the first column less the others.</summary>
    private string Money(string table, params string[] columns) => Brand(table)
        .Sum(i => _batch[table].Amounts(columns[0])[i] - columns.Skip(1).Sum(c => _batch[table].Amounts(c)[i]))
        .ToString("0.00", CultureInfo.InvariantCulture);

    private string Count(string table, string column) => Brand(table).Sum(i => _batch[table].Counts(column)[i]).ToString(CultureInfo.InvariantCulture);

    private IEnumerable<int> Brand(string table) => Enumerable.Range(0, _batch[table].Count).Where(i => _batch[table].Texts("brand_id")[i] == "embermade");
}
