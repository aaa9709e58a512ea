using System.Globalization;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.IntegrationTests.Answers.BruteForce;

/// <summary>Legal questions about a tenant's rows, drawn with a seed: each one can be asked again by its number.</summary>
internal sealed class RandomQueries(RawFacts facts, LocalDate first, LocalDate last)
{
    private static readonly string?[] s_grains = [null, null, "day", "week", "month", "quarter", "year"];
    private static readonly int[] s_days = [1, 7, 28, 90, 365];

    private static readonly Metric[] s_metrics = [.. MetricCatalogue.Instance.Metrics.Where(m => !m.IsCohort)];

    private readonly string[] _brands = [.. facts.Events.Select(e => e.Brand).Distinct().Order(StringComparer.Ordinal)];
    private readonly ILookup<string, string> _values = facts.Events
        .SelectMany(e => e.Attributes)
        .Where(a => a.Value is not null)
        .Distinct()
        .ToLookup(a => a.Key, a => a.Value!); // not null: just looked

    public MetricRequest Draw(int number)
    {
#pragma warning disable CA5394 // The same questions each time; nothing is secret.
        var random = new Random(number);
        var metrics = Some(random, s_metrics, 1, 3);
        string[] legal = [.. metrics.Select(m => m.Dimensions.AsEnumerable()).Aggregate((a, b) => a.Intersect(b)).Except(["cohort_month"])];
        var dimensions = Some(random, legal, 0, 2);
        var days = Some(random, s_days, 1, 1)[0];
        var from = first.PlusDays(random.Next(Math.Max(1, Period.DaysBetween(first, last) - days)));
        var isTop = dimensions.Length > 0 && random.Next(4) == 0;
        return new MetricRequest
        {
            Metrics = [.. metrics.Select(m => m.Id)],
            Dimensions = dimensions,
            Filters = [.. Some(random, [.. legal.Except(["brand"])], 0, 2).Select(d => Filter(random, d))],
            Time = new RequestTime(null, Iso(from), Iso(LocalDate.Min(last, from.PlusDays(days - 1)))),
            Grain = s_grains[random.Next(s_grains.Length)],
            Brands = random.Next(2) == 0 ? null : [_brands[random.Next(_brands.Length)]],
            OrderBy = isTop ? [new RequestOrder(metrics[0].Id, random.Next(2) == 0 ? "asc" : "desc")] : [],
            Limit = isTop ? random.Next(1, 6) : null,
            Having = dimensions.Length > 0 && random.Next(5) == 0 ? [Condition(random, metrics[0])] : [],
        };
    }

    // No value that a metric has exactly: engines divide to different lengths.
    private static RequestFilter Condition(Random random, Metric metric)
    {
        var size = metric.Unit is MetricUnit.Percent or MetricUnit.Number ? 0.1m : 10m;
        var threshold = size * (decimal)random.NextDouble() * (decimal)Math.Pow(10, random.Next(3));
        return new RequestFilter(metric.Id, random.Next(2) == 0 ? "gt" : "lt", [decimal.Round(threshold, 6).ToString(CultureInfo.InvariantCulture)]);
    }

    private RequestFilter Filter(Random random, string dimension)
    {
        string[] known = [.. _values[dimension]];
        return random.Next(3) switch
        {
            0 => new RequestFilter(dimension, "in", Some(random, known, 1, 3)),
            1 => new RequestFilter(dimension, "not_in", Some(random, known, 1, 2)),
            _ => MetricCatalogue.Instance.FindDimension(dimension)!.Values is null // a dimension of a metric is in the catalogue
                ? new RequestFilter(dimension, "contains", [known[random.Next(known.Length)][..1].ToUpperInvariant()])
                : new RequestFilter(dimension, "eq", [known[random.Next(known.Length)].ToUpperInvariant()]),
        };
    }

    private static T[] Some<T>(Random random, IReadOnlyList<T> all, int least, int most)
    {
        var shuffled = all.ToArray();
        random.Shuffle(shuffled);
        return shuffled[..Math.Min(shuffled.Length, random.Next(least, most + 1))];
    }
#pragma warning restore CA5394

    private static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", null);
}
