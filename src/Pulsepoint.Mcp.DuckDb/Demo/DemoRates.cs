using DuckDB.NET.Data;
using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>Daily rates of the demo: a level per currency with a slow wave and a little daily chance.</summary>
internal static class DemoRates
{
    private const int WaveDays = 240;

    public static void Add(DuckDBConnection connection, DemoTenant tenant, LocalDate from, LocalDate to)
    {
        using var table = connection.CreateAppender("fx_rates_daily");
        var currencies = tenant.Brands.Select(b => b.Currency).Append(tenant.ReportingCurrency).Distinct().Order(StringComparer.Ordinal).ToArray();
        for (var day = from; day <= to; day = day.PlusDays(1))
        {
            foreach (var currency in currencies)
                table.CreateRow()
                    .AppendValue((DateOnly?)day.ToDateOnly()).AppendValue(currency).AppendValue(tenant.ReportingCurrency)
                    .AppendValue((decimal?)Rate(currency, tenant.ReportingCurrency, day)).EndRow();
        }
    }

    public static decimal Rate(string currency, string reporting, LocalDate day)
    {
        if (currency == reporting)
            return 1;

        var number = Period.DaysBetween(DemoCalendar.FirstDay, day);
        var phase = number % WaveDays;
        var wave = (phase < WaveDays / 2 ? phase : WaveDays - phase) / (decimal)WaveDays - 0.25m;
        var chance = PortableHash.Of(number, 99_000 + currency[0]) % 1000 / 1000m - 0.5m;
        return Math.Round(InDollars(currency) / InDollars(reporting) * (1 + 0.06m * wave + 0.006m * chance), 6, MidpointRounding.AwayFromZero);
    }

    private static decimal InDollars(string currency) => currency switch
    {
        "USD" => 1m,
        "GBP" => 1.27m,
        "EUR" => 1.08m,
        "AUD" => 0.66m,
        "NZD" => 0.60m,
        _ => throw new ArgumentOutOfRangeException(nameof(currency), currency, "The demo has no rate for this currency."),
    };
}
