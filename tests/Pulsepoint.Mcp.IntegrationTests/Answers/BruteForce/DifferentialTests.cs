using System.Globalization;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Answers.BruteForce;

/// <summary>
/// Random questions answered three ways: through the roll-ups where they can, from the facts alone, and by going through
/// every row. <c>PULSEPOINT_DIFFERENTIAL=5000</c> asks more of them than every run does.
/// </summary>
internal sealed class DifferentialTests
{
    private const string Tenant = "cinder";
    private const int Usual = 200;

    private DemoTenantsFixture _demo = null!; // made in OneTimeSetUp
    private RawFacts _facts = null!;

    [OneTimeSetUp]
    public async Task LoadAsync()
    {
        _demo = await DemoTenantsFixture.SharedAsync();
        _facts = RawFacts.Load(_demo.Services.GetRequiredService<StateFolder>(), TenantId.Parse(Tenant));
    }

    [Test]
    public async Task Roll_ups_facts_and_every_single_row_agree()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("PULSEPOINT_DIFFERENTIAL"), CultureInfo.InvariantCulture, out var wanted) ? wanted : Usual;
        var queries = new RandomQueries(_facts, new LocalDate(2024, 11, 24), new LocalDate(2026, 11, 22));
        var factsOnly = Reader(_demo.Services.GetServices<IWarehouse>().Where(w => w.Engine == WarehouseEngine.DuckDb));
        var both = Reader(_demo.Services.GetServices<IWarehouse>());
        List<string> wrong = [];
        var (rolledUp, refused) = (0, 0);

        for (var number = 0; number < count && wrong.Count < 10; number++)
        {
            var request = queries.Draw(number);
            if (await AnswerAsync(both, request) is not { } result)
            {
                refused++;
                continue;
            }

            var table = new BruteForceTable(_facts, request, result.Provenance.Query.Currency);
            wrong.AddRange(Differences(table, request, result).Select(d => $"question {number} ({Text(request)}): {d}"));
            if (!result.Provenance.Source.StartsWith("postgres", StringComparison.Ordinal))
                continue;

            rolledUp++;
            var facts = await factsOnly.ReadAsync(_demo.Analyst(Tenant), Contexts.Answer(), request, CancellationToken.None);
            facts.Provenance.Query.Currency.Should().Be(table.Currency);
            wrong.AddRange(Differences(table, request, facts).Select(d => $"question {number} from facts ({Text(request)}): {d}"));
        }

        wrong.Should().BeEmpty();
        rolledUp.Should().BeGreaterThan(count / 3);
        refused.Should().BeLessThan(count / 10);
        await TestContext.Out.WriteLineAsync($"{count} questions, {rolledUp} of them from roll-ups too, {refused} refused.");
    }

    /// <summary>Null where each cut is legal but no table has them all, such as ads by country and ad group.</summary>
    private async Task<MetricResult?> AnswerAsync(MetricReader reader, MetricRequest request)
    {
        try
        {
            return await reader.ReadAsync(_demo.Analyst(Tenant), Contexts.Answer(), request, CancellationToken.None);
        }
        catch (RefusalException refusal) when (refusal.Code is RefusalCode.DimensionIncompatible)
        {
            return null;
        }
    }

    private MetricReader Reader(IEnumerable<IWarehouse> warehouses) => new(
        _demo.Services.GetRequiredService<ITenantProfiles>(), warehouses, _demo.Services.GetRequiredService<BusinessClock>());

    private static IEnumerable<string> Differences(BruteForceTable table, MetricRequest request, MetricResult result)
    {
        Metric[] metrics = [.. request.Metrics.Select(m => MetricCatalogue.Instance.FindMetric(m)!)]; // drawn from the catalogue
        var totals = table.Totals();
        for (var i = 0; i < metrics.Length; i++)
        {
            if (Differs(result.Totals[metrics[i].Id], totals[i], metrics[i]))
                yield return $"total of {metrics[i].Id}: {result.Totals[metrics[i].Id]} instead of {totals[i]}";
        }

        var groups = table.Groups();
        if (request.Having.Count > 0)
            groups = groups.Where(g => Passes(g.Value[0], request.Having[0])).ToDictionary();

        if (request.Limit is { } limit)
        {
            foreach (var difference in Top(request, result, groups, metrics[0], limit))
                yield return difference;
            yield break;
        }

        if (request.Grain is null && request.Dimensions.Count == 0)
            yield break;

        var keys = (request.Grain is null ? 0 : 1) + request.Dimensions.Count;
        var rows = result.Rows.ToDictionary(r => BruteForceTable.Key(r.Take(keys).Select(c => c.Text)), r => r.Skip(keys).Select(c => c.Number).ToArray());
        foreach (var key in rows.Keys.Union(groups.Keys))
        {
            for (var i = 0; i < metrics.Length; i++)
            {
                var (actual, expected) = (rows.GetValueOrDefault(key)?[i], groups.GetValueOrDefault(key)?[i]);
                if (Differs(actual, expected, metrics[i]))
                    yield return $"{metrics[i].Id} of {key}: {actual} instead of {expected}";
            }
        }
    }

    /// <summary>The values in their order; which of equal ones comes first is nobody's promise.</summary>
    private static IEnumerable<string> Top(MetricRequest request, MetricResult result, Dictionary<string, decimal?[]> groups, Metric metric, int limit)
    {
        // What has no name and no value, such as the product of a refund of shipping, is no group.
        var known = groups.Where(g => !g.Key.Contains("(null)", StringComparison.Ordinal) || g.Value.Any(v => v is not (null or 0m))).Select(g => g.Value[0]).Where(v => v is not null);
        decimal?[] expected = [.. (request.OrderBy[0].Dir == "asc" ? known.Order() : known.OrderDescending()).Take(limit)];
        var keys = request.Dimensions.Count + (request.Grain is null ? 0 : 1);
        decimal?[] actual = [.. result.Rows.Select(r => r[keys].Number).Where(v => v is not null)];
        if (actual.Length != expected.Length)
            yield return $"{actual.Length} rows with {metric.Id} instead of {expected.Length}";

        for (var i = 0; i < Math.Min(expected.Length, actual.Length); i++)
        {
            if (Differs(actual[i], expected[i], metric))
                yield return $"{metric.Id}, number {i + 1}: {actual[i]} instead of {expected[i]}";
        }
    }

    private static bool Passes(decimal? value, RequestFilter condition) => condition.Op switch
    {
        "gt" => value > Threshold(condition),
        "lt" => value < Threshold(condition),
        _ => throw new ArgumentException($"No such op: {condition.Op}.", nameof(condition)),
    };

    private static decimal Threshold(RequestFilter condition) => decimal.Parse(condition.Values[0], CultureInfo.InvariantCulture);

    /// <summary>A group in which nothing counted may be there with zeros, or not at all.</summary>
    private static bool Differs(decimal? actual, decimal? expected, Metric metric) =>
        (actual ?? 0m) != (MetricRounding.Round(metric, expected) ?? 0m);

    private static string Text(MetricRequest r) =>
        $"{string.Join(',', r.Metrics)} by {string.Join(',', r.Dimensions.Append(r.Grain))} of {r.Brands?[0] ?? "all"} {r.Time!.From}..{r.Time.To} where {string.Join(" and ", r.Filters.Concat(r.Having).Select(f => $"{f.Field} {f.Op} {string.Join('/', f.Values)}"))}{(r.Limit is null ? "" : $", {r.OrderBy[0].Dir} limit {r.Limit}")}"; // every drawn question has dates
}
