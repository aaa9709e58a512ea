using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Demo.Answers;

/// <summary>
/// Writes <c>answers.json</c>: what every metric must come to, found by a second way, and what is hidden in the data.
/// </summary>
internal static class AnswerBookWriter
{
    // Above it the rows take longer to read one by one than anybody would wait.
    private const int LargestScale = 5;
    private const string AllBrands = "*";

    private static readonly (string Name, Func<LocalDate, LocalDate> StartOf)[] s_periods =
    [
        (Breakdown.Day, day => day),
        (Breakdown.Week, day => day.PlusDays(1 - (int)day.DayOfWeek)),
        (Breakdown.Month, day => new LocalDate(day.Year, day.Month, 1)),
    ];

    public static void Write(SnapshotFolder folder, SnapshotDraft draft, DemoTenant tenant, DemoRange range, CancellationToken cancellationToken)
    {
        var fresh = folder.Answers + ".new";
        using (var file = File.Create(fresh))
        using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            WriteHead(json, draft, tenant, range);
            if (range.Scale <= LargestScale)
                WriteBrands(json, draft, tenant, range, cancellationToken);

            WriteFindings(json, tenant);
            json.WriteEndObject();
        }

        File.Move(fresh, folder.Answers, overwrite: true);
    }

    private static void WriteHead(Utf8JsonWriter json, SnapshotDraft draft, DemoTenant tenant, DemoRange range)
    {
        json.WriteNumber("version", 1);
        json.WriteString("tenant", tenant.Slug);
        json.WriteString("generation", draft.Generation);
        json.WriteNumber("scale", range.Scale);
        json.WriteString("seeded_for", InstantPattern.General.Format(range.Now));
        json.WriteString("from", Iso(range.From));
        json.WriteString("to", Iso(tenant.LastDay(range.Now)));
        json.WriteString("reporting_currency", tenant.ReportingCurrency);
        json.WriteBoolean("has_totals", range.Scale <= LargestScale);
    }

    private static void WriteBrands(Utf8JsonWriter json, SnapshotDraft draft, DemoTenant tenant, DemoRange range, CancellationToken cancellationToken)
    {
        // A refund may fall on any day up to the tenant's last one, whichever brand's day that is.
        var days = Period.DaysBetween(range.From, tenant.LastDay(range.Now)) + 1;
        var ledgers = tenant.Brands.ToDictionary(b => b.Slug, _ => new Ledger(days));
        new RawRows(draft.Connection, range.From, ledgers).AddAll(cancellationToken);
        var rates = Rates.Read(draft.Connection, cancellationToken);
        json.WriteStartObject("brands");
        foreach (var brand in tenant.Brands)
        {
            var ownDays = Period.DaysBetween(range.From, brand.Today(range.Now)) + 1;
            WriteBrand(json, brand.Slug, brand.Currency, new AnswerSums(range.From, ownDays, [(ledgers[brand.Slug], brand.Currency)], rates: null));
        }

        (Ledger, string)[] all = [.. tenant.Brands.Select(b => (ledgers[b.Slug], b.Currency))];
        WriteBrand(json, AllBrands, tenant.ReportingCurrency, new AnswerSums(range.From, days, all, rates));
        json.WriteEndObject();
    }

    private static void WriteBrand(Utf8JsonWriter json, string brand, string currency, AnswerSums sums)
    {
        json.WriteStartObject(brand);
        json.WriteString("currency", currency);
        json.WriteStartObject("by");
        json.WriteStartObject(Breakdown.Total);
        WriteMetrics(json, AnswerMetrics.All, sums.Total());
        json.WriteEndObject();
        foreach (var (name, startOf) in s_periods)
        {
            json.WriteStartObject(name);
            foreach (var (start, totals) in sums.By(startOf))
                WriteGroup(json, Iso(start), AnswerMetrics.All, totals);

            json.WriteEndObject();
        }

        foreach (var breakdown in Breakdown.ByValue)
            WriteBreakdown(json, breakdown, sums);

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteBreakdown(Utf8JsonWriter json, string breakdown, AnswerSums sums)
    {
        var metrics = AnswerMetrics.All.Where(m => m.Breakdowns.Contains(breakdown)).ToArray();
        json.WriteStartObject(breakdown);
        foreach (var value in sums.Values(breakdown))
            WriteGroup(json, value, metrics, sums.Of(breakdown, value));

        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json, string value, IEnumerable<AnswerMetric> metrics, Totals totals)
    {
        json.WriteStartObject(value);
        WriteMetrics(json, metrics, totals);
        json.WriteEndObject();
    }

    private static void WriteMetrics(Utf8JsonWriter json, IEnumerable<AnswerMetric> metrics, Totals totals)
    {
        foreach (var metric in metrics)
            json.WriteString(metric.Id, metric.Compute(totals));
    }

    private static void WriteFindings(Utf8JsonWriter json, DemoTenant tenant)
    {
        json.WriteStartArray("findings");
        foreach (var finding in PlantedFindings.Of(tenant))
        {
            json.WriteStartObject();
            json.WriteString("id", finding.Id);
            json.WriteString("title", finding.Title);
            json.WriteString("metric", finding.Metric);
            json.WriteString("brand", finding.Brand);
            json.WriteStartObject("filters");
            foreach (var (field, value) in finding.Filters)
                json.WriteString(field, value);

            json.WriteEndObject();
            json.WriteString("from", finding.Days is { } first ? Iso(first.Start) : null);
            json.WriteString("to", finding.Days is { } last ? Iso(last.End) : null);
            json.WriteString("size", finding.Size);
            json.WriteString("note", finding.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", null);
}
