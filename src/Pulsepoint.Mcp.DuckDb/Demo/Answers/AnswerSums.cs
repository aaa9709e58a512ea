using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo.Answers;

/// <summary>Adds up ledgers to the groups that <c>answers.json</c> lists: one brand in its currency, or all in the reporting one.</summary>
internal sealed class AnswerSums(LocalDate from, int days, IReadOnlyList<(Ledger Ledger, string Currency)> parts, Rates? rates)
{
    public Totals Total() => Sum(Breakdown.Total, "", 0, days);

    public IReadOnlyList<string> Values(string breakdown) =>
    [
        .. parts.SelectMany(p => p.Ledger.Keys).Where(k => k.Breakdown == breakdown).Select(k => k.Value).Distinct().Order(StringComparer.Ordinal),
    ];

    public Totals Of(string breakdown, string value) => Sum(breakdown, value, 0, days);

    /// <summary>The range cut at the starts of periods; first day of each period, as a whole one.</summary>
    public IEnumerable<(LocalDate Start, Totals Totals)> By(Func<LocalDate, LocalDate> startOf)
    {
        for (var first = 0; first < days;)
        {
            var start = startOf(from.PlusDays(first));
            var next = first + 1;
            while (next < days && startOf(from.PlusDays(next)) == start)
                next++;

            yield return (start, Sum(Breakdown.Total, "", first, next));
            first = next;
        }
    }

    private Totals Sum(string breakdown, string value, int first, int end)
    {
        var totals = new Totals();
        foreach (var (ledger, currency) in parts)
        {
            if (!ledger.Has(breakdown, value))
                continue;

            for (var day = first; day < end; day++)
            {
                if (rates is null)
                    totals.Add(ledger.Read(breakdown, value, day));
                else
                    totals.Add(ledger.Read(breakdown, value, day), rates.Of(from.PlusDays(day), currency));
            }
        }

        return totals;
    }
}
