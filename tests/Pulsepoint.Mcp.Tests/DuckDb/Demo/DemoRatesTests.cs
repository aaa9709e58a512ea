using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.DuckDb.Demo;

namespace Pulsepoint.Mcp.Tests.DuckDb.Demo;

[TestFixture]
internal sealed class DemoRatesTests
{
    [Test]
    public void A_currency_is_worth_itself()
    {
        DemoRates.Rate("NZD", "NZD", new LocalDate(2026, 1, 1)).Should().Be(1);
    }

    [Test]
    public void Rates_move_from_day_to_day_but_not_far()
    {
        var rates = Enumerable.Range(0, 800).Select(n => DemoRates.Rate("GBP", "USD", DemoCalendar.FirstDay.PlusDays(n))).ToArray();

        rates.Should().OnlyContain(rate => rate > 1.2m && rate < 1.35m);
        rates.Distinct().Should().HaveCountGreaterThan(700);
    }
}
