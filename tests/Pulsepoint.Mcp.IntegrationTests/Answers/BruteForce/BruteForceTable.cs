using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.IntegrationTests.Answers.BruteForce;

/// <summary>Answers a question by going through every row, which takes long and is done once.</summary>
internal sealed class BruteForceTable(RawFacts facts, MetricRequest request, string currency)
{
    private readonly bool _byCountry = request.Dimensions.Contains("country") || request.Filters.Any(f => f.Field == "country");

    private List<RawEvent>? _relevant;
    private Dictionary<string, decimal?[]>? _groups;
    private decimal?[]? _totals;

    /// <summary>The values of every group that has a row, by its period and keys.</summary>
    public Dictionary<string, decimal?[]> Groups() =>
        _groups ??= Relevant().GroupBy(Key).ToDictionary(g => g.Key, g => Values([.. g]));

    public decimal?[] Totals() => _totals ??= Values(Relevant());

    /// <summary>The currency that its money is in.</summary>
    public string Currency => currency;

    public static string Key(IEnumerable<string?> parts) => string.Join('|', parts.Select(p => p ?? "(null)"));

    private decimal?[] Values(IReadOnlyList<RawEvent> events)
    {
        var truth = new Truth(events);
        return [.. request.Metrics.Select(m => truth.Value(m, order => Truth.Fulfilment(order, (day, from) => facts.Rate(day, from, currency)), _byCountry))];
    }

    private List<RawEvent> Relevant() => _relevant ??= Find();

    private List<RawEvent> Find()
    {
        var from = LocalDatePattern.Iso.Parse(request.Time!.From!).Value; // every drawn question has dates
        var to = LocalDatePattern.Iso.Parse(request.Time.To!).Value;
        return [.. facts.Events
            .Where(e => e.Day >= from && e.Day <= to && (request.Brands is null || request.Brands.Contains(e.Brand)))
            .Where(e => request.Dimensions.All(d => Has(e, d)) && request.Filters.All(f => Has(e, f.Field) && Passes(e.Of(f.Field), f)))
            .Select(e => facts.Rate(e.Day, e.Currency, currency) is var rate and not 1m ? e.In(rate) : e)];
    }

    private static bool Has(RawEvent e, string dimension) => dimension == "brand" || e.Attributes.ContainsKey(dimension);

    private static bool Passes(string? value, RequestFilter filter) => filter.Op switch
    {
        "in" or "eq" => filter.Values.Any(v => Same(v, value)),
        "not_in" => !filter.Values.Any(v => Same(v, value)),
        "contains" => value is not null && filter.Values.Any(v => value.Contains(v, StringComparison.OrdinalIgnoreCase)),
        _ => throw new ArgumentException($"No such op: {filter.Op}.", nameof(filter)),
    };

    private static bool Same(string sent, string? value) => string.Equals(sent, value, StringComparison.OrdinalIgnoreCase);

    private string Key(RawEvent e) => Key([.. request.Grain is null ? Array.Empty<string>() : [Start(e.Day).ToString("uuuu-MM-dd", null)], .. request.Dimensions.Select(e.Of)]);

    private LocalDate Start(LocalDate day) => request.Grain switch
    {
        "week" => day.PlusDays(1 - (int)day.DayOfWeek),
        "month" => new LocalDate(day.Year, day.Month, 1),
        "quarter" => new LocalDate(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        "year" => new LocalDate(day.Year, 1, 1),
        _ => day,
    };
}
