using System.Globalization;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

/// <summary>
/// Writes the page about metrics for people: what the catalogue says, and around it the sentences that it has no place for.
/// A group or preset without its sentence stops the writer.
/// </summary>
internal static class MetricsPage
{
    private static readonly MetricCatalogue s_catalogue = MetricCatalogue.Instance;

    private static readonly Dictionary<string, (string Title, string About)> s_groups = new(StringComparer.Ordinal)
    {
        ["sales"] = ("Sales and customers", "What the shop sold, took back and kept, and who bought."),
        ["sessions"] = ("Sessions", "Visits to the online shop."),
        ["ads"] = ("Ads", "What the ad platforms were paid, and what they say came of it."),
        ["blended"] = ("Sales and ads together", "All sales against all media spend, whoever claims them."),
        ["cohort"] = ("Cohorts", "Customers by the day of their first order. The time of a question is that of first orders, not of later ones, and only customers whose days are over count."),
    };

    private static readonly Dictionary<string, string> s_presets = new(StringComparer.Ordinal)
    {
        ["today"] = "the day that is not over",
        ["yesterday"] = "the day before",
        ["this_week"] = "Monday through today",
        ["last_week"] = "the last whole week, Monday to Sunday",
        ["last_weekend"] = "the Saturday and Sunday of the last whole week",
        ["this_month"] = "the first of the month through today",
        ["last_month"] = "the last whole month",
        ["this_quarter"] = "the first day of the calendar quarter through today",
        ["last_quarter"] = "the last whole calendar quarter",
        ["this_year"] = "the first of January through today",
        ["last_year"] = "the last whole calendar year",
        ["all_time"] = "the first loaded day through today",
        ["last_N_days"] = "N days that end yesterday",
        ["last_N_weeks"] = "the last N whole weeks",
        ["last_N_months"] = "the last N whole months",
        ["bfcm_YYYY"] = "Black Friday through Cyber Monday of a year",
        ["black_friday_YYYY"] = "the day after Thanksgiving",
        ["cyber_monday_YYYY"] = "the Monday after Thanksgiving",
    };

    public static string Write() => string.Join("\n\n",
    [
        Introduction,
        .. s_catalogue.Groups.SelectMany(Group),
        "## Dimensions\nWhat results can be cut and filtered by. A question about metrics of several groups can use what all of them share.",
        Table(["dimension", "values", "groups"], s_catalogue.Dimensions.Select(Cells)),
        $"## Where the numbers come from\n{SourcesAbout}",
        Table(["source", "holds", "filled by", "answers", "cut by"], s_catalogue.Sources.Select(Cells)),
        $"## Time\n{TimeAbout}",
        Table(["preset", "days"], TimePresets.Names.Split(", ").Select(name => new[] { $"`{name}`", s_presets[name] })),
        Comparisons,
    ]);

    private static IEnumerable<string> Group(string id)
    {
        Metric[] metrics = [.. s_catalogue.Metrics.Where(m => m.Group == id)];
        string[] dimensions = [.. metrics.SelectMany(m => m.Dimensions).Distinct()];
        yield return $"## {s_groups[id].Title}\n{s_groups[id].About} Group `{id}`, cut and filtered by {Codes(dimensions)}.";
        yield return Table(["metric", "formula", "unit", "version", "cannot be cut by", "easily misread", "also called"], metrics.Select(m => Cells(m, dimensions)));
    }

    private static string[] Cells(Metric metric, IEnumerable<string> dimensions) =>
    [
        $"**{metric.Label}** `{metric.Id}`",
        metric.Formula,
        metric.Unit.ToString().ToLowerInvariant(),
        metric.Version.ToString(CultureInfo.InvariantCulture),
        Codes(dimensions.Except(metric.Dimensions)),
        string.Join(' ', Caveats(metric)),
        string.Join(", ", metric.Synonyms),
    ];

    private static IEnumerable<string> Caveats(Metric metric)
    {
        if (metric.Trap is { } trap)
            yield return metric.TrapBy.Count == 0 ? trap : $"By {Codes(metric.TrapBy)}: {trap}";
        if (metric.NeedsCut.Count > 0)
            yield return $"Says something only when cut or filtered by {Codes(metric.NeedsCut)}.";
        if (metric.PerPlatform is { } other)
            yield return $"For one ad platform ask for `{other}`.";
    }

    private static string[] Cells(Dimension dimension) =>
    [
        $"**{dimension.Label}** `{dimension.Id}`",
        dimension.Values is { } values ? Codes(values)
            : dimension.Id == "brand" ? "the organisation's brands; `list_brands` shows them"
            : dimension.Description ?? "as the data spell it; `list_values` shows them",
        string.Join(", ", s_catalogue.Metrics.Where(m => m.Dimensions.Contains(dimension.Id)).Select(m => m.Group).Distinct()),
    ];

    private static string[] Cells(FactSource source) =>
    [
        $"`{source.Id}`",
        source.Engines.Contains(WarehouseEngine.Postgres) ? "daily sums" : "facts",
        string.Join(", ", source.Feeds),
        Answered(source),
        Codes(source.Dimensions),
    ];

    // A group of which nothing is missing is named instead of its metrics.
    private static string Answered(FactSource source)
    {
        var whole = s_catalogue.Metrics.Where(m => m.Measures.All(source.Measures.ContainsKey)).ToLookup(m => m.Group);
        if (whole.Count == 0)
            return $"a part of {Codes(s_catalogue.Metrics.Where(m => m.Measures.Any(source.Measures.ContainsKey)).Select(m => m.Id))}";

        return string.Join(", ", whole.Select(g => g.Count() == s_catalogue.Metrics.Count(m => m.Group == g.Key) ? $"all of {g.Key}" : Codes(g.Select(m => m.Id))));
    }

    private static string Codes(IEnumerable<string> ids) => string.Join(", ", ids.Select(id => $"`{id}`"));

    // A column in which nothing stands is left out.
    private static string Table(string[] header, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        int[] kept = [.. Enumerable.Range(0, header.Length).Where(c => all.Any(row => row[c].Length > 0))];
        var ruler = $"|{string.Concat(kept.Select(_ => "---|"))}";
        return string.Join('\n', all.Select(Line).Prepend(ruler).Prepend(Line(header)));

        string Line(string[] row) => $"|{string.Concat(kept.Select(c => row[c].Length == 0 ? " |" : $" {row[c]} |"))}";
    }

    private const string Introduction = """
        # Metrics
        What each number means: to look up before a number is quoted, and to settle why two tools disagree. Every answer names the
        version of the definitions that it used; a version goes up when its definition changes.

        ## What holds for all of them
        - **Every event counts on its own day.** A sale counts on the day the order was placed, a return on the day it was processed. So
          last month does not change when something comes back today, and a day with more returns than sales is negative.
        - **Days are the brand's own.** Each brand's days begin and end in its shop's time zone; ad platforms count in the zone of the
          ad account. When brands of several zones are asked about together, each keeps its own days.
        - **Orders count unless they are tests or deleted.** Unpaid, open and archived orders are in. A cancelled order stays a sale on
          its day and is a return of the same value on the day of the cancellation.
        - **Gift cards are not sales** when they are sold, only a way to pay when they are used. Where prices include tax, the tax is
          taken out before gross sales.
        - **A ratio is a ratio of sums.** A month's average order value is the month's sales by the month's orders, never the mean of
          thirty daily values; the same holds for every group and total.
        - **Nothing to divide by is not zero.** Where the lower half of a ratio is zero or not known, there is no value. The same goes
          for a change against zero; the difference is given all the same.
        - **Empty is not zero either.** A day that is loaded and had no sales is 0. A day that is not loaded, or a source that is not
          connected, is empty: unknown.
        - **Distinct counts do not add up.** Whoever buys on two days is one customer of the week. Totals of such counts are counted
          anew, so they can be smaller than the sum of the rows.
        - **One currency an answer.** Brands that share a currency are answered in it, others in the organisation's. Amounts are converted
          at the rate of the day they happened, ad spend too, customers' lifetime values at that of the first order; the answer names the currency.
        - **Recent ad figures still move.** Meta restates 28 days, TikTok 14, Google 30; answers say from which day on.

        Units: *money* has two decimals, *count* is whole, *percent* is a fraction in data (0.031) and a percentage in text (3.1 %),
        *number* is plain.
        """;

    private const string SourcesAbout = """
        Daily sums in Postgres answer first: they are quick, and hold what most questions ask. Whatever they cannot cut by goes to the
        facts, the single orders, visits and ads, from which the sums were made; both give the same numbers. Ads by country are apart: platforms do not name a country for every ad. Metrics of several sources,
        like most of sales and ads together, join one row of each. `provenance.source` of an answer names what was read.
        """;

    private const string TimeAbout = """
        A question names a preset, or `from` and `to`, both included. Without either it is about the last 30 days. Ranges that begin
        with *last* are whole and over; those that begin with *this* include today and are marked as partial. Weeks begin on Monday.
        """;

    private const string Comparisons = """
        Compared with `previous_period`, a whole month, quarter or year stands beside the one before; one to date beside the same part
        of the one before; any other range beside as many days just before. With `previous_year`, weeks stand beside those 364 days
        earlier so that weekdays match, events beside the same event, all else beside the same dates.
        """;
}
