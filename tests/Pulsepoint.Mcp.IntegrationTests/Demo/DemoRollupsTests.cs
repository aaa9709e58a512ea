using System.Globalization;
using FluentAssertions;
using NUnit.Framework;

namespace Pulsepoint.Mcp.IntegrationTests.Demo;

[TestFixture]
internal sealed class DemoRollupsTests
{
    [Test]
    public async Task Roll_ups_lose_nothing()
    {
        var demo = await DemoData.CinderAsync();

        var batch = await demo.Rollups.ReadAsync(demo.Tenant, CancellationToken.None);

        string Total(string metric) => demo.Answers.Total("embermade", metric)!;
        var sales = batch.Sales.Where(s => s.Brand == "embermade").ToArray();
        Money(sales.Sum(s => s.Gross - s.Discounts - s.Returns)).Should().Be(Total("net_sales"));
        Money(sales.Sum(s => s.Shipping)).Should().Be(Total("shipping"));
        Money(sales.Sum(s => s.RefundAmount)).Should().Be(Total("refund_amount"));
        Count(sales.Sum(s => s.Placed)).Should().Be(Total("orders"));
        Count(sales.Where(s => s.CustomerType == "new").Sum(s => s.Placed)).Should().Be(Total("new_customers"));
        Money(batch.Ads.Where(a => a.Brand == "embermade").Sum(a => a.Spend)).Should().Be(Total("ad_spend"));
        Money(batch.Ads.Where(a => a.Brand == "embermade").Sum(a => a.Conversions)).Should().Be(Total("platform_conversions"));
        Count(batch.Sessions.Where(s => s.Brand == "embermade").Sum(s => s.Sessions)).Should().Be(Total("sessions"));
    }

    [Test]
    public async Task Every_cut_of_the_same_facts_adds_up_to_the_same()
    {
        var demo = await DemoData.CinderAsync();

        var batch = await demo.Rollups.ReadAsync(demo.Tenant, CancellationToken.None);

        var (sales, byCountry, byProduct) = (batch.Sales, batch.SalesByCountry, batch.SalesByProduct);
        byCountry.Sum(s => s.Gross - s.Discounts - s.Returns + s.Shipping + s.Tax).Should().Be(sales.Sum(s => s.Gross - s.Discounts - s.Returns + s.Shipping + s.Tax));
        byCountry.Sum(s => s.Placed + s.Cancelled).Should().Be(sales.Sum(s => s.Placed + s.Cancelled));
        byProduct.Sum(s => s.Gross - s.Discounts - s.Returns + s.Tax).Should().Be(sales.Sum(s => s.Gross - s.Discounts - s.Returns + s.Tax));
        byProduct.Sum(s => s.RefundAmount - s.Cogs).Should().Be(sales.Sum(s => s.RefundAmount - s.Cogs));
        byProduct.Sum(s => s.UnitsSold - s.UnitsReturned).Should().Be(sales.Sum(s => s.UnitsSold - s.UnitsReturned));
        byProduct.Should().Contain(s => s.Product == null, "a refund of shipping is of no product");
        batch.SessionsByCountry.Sum(s => s.Sessions).Should().Be(batch.Sessions.Sum(s => s.Sessions));
        batch.SessionsByCountry.Sum(s => s.CartSessions + s.ConvertedSessions).Should().Be(batch.Sessions.Sum(s => s.CartSessions + s.ConvertedSessions));
    }

    [Test]
    public async Task Keys_of_roll_ups_are_unique()
    {
        var demo = await DemoData.CinderAsync();

        var batch = await demo.Rollups.ReadAsync(demo.Tenant, CancellationToken.None);

        batch.Sales.Select(s => (s.Brand, s.Day, s.SalesChannel, s.CustomerType)).Should().OnlyHaveUniqueItems();
        batch.SalesByCountry.Select(s => (s.Brand, s.Day, s.Country, s.CustomerType, s.Currency)).Should().OnlyHaveUniqueItems();
        batch.SalesByProduct.Select(s => (s.Brand, s.Day, s.Product, s.ProductType, s.Currency)).Should().OnlyHaveUniqueItems();
        batch.Ads.Select(a => (a.Brand, a.Day, a.Platform, a.Campaign)).Should().OnlyHaveUniqueItems();
        batch.AdsByCountry.Select(a => (a.Brand, a.Day, a.Platform, a.Campaign, a.CampaignType, a.Country, a.Currency)).Should().OnlyHaveUniqueItems();
        batch.Sessions.Select(s => (s.Brand, s.Day, s.Device)).Should().OnlyHaveUniqueItems();
        batch.SessionsByCountry.Select(s => (s.Brand, s.Day, s.Country, s.Device, s.MarketingChannel)).Should().OnlyHaveUniqueItems();
        batch.Rates.Select(r => (r.Day, r.From, r.To)).Should().OnlyHaveUniqueItems();
    }

    [Test]
    public async Task Every_day_of_every_currency_has_a_rate()
    {
        var demo = await DemoData.CinderAsync();

        var batch = await demo.Rollups.ReadAsync(demo.Tenant, CancellationToken.None);

        var rates = batch.Rates.Select(r => (r.Day, r.From)).ToHashSet();
        batch.Sales.Select(s => (s.Day, s.Currency)).Should().OnlyContain(key => rates.Contains(key));
        batch.Ads.Select(a => (a.Day, a.Currency)).Should().OnlyContain(key => rates.Contains(key));
    }

    private static string Money(decimal sum) => sum.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Count(long sum) => sum.ToString(CultureInfo.InvariantCulture);
}
