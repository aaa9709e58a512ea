using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Answers;

/// <summary>All that the catalogue allows: every metric, whole and by each of its dimensions, over five shapes of time.</summary>
internal sealed class EveryCutTests
{
    private const string Tenant = "cinder";

    private DemoTenantsFixture _demo = null!; // made in OneTimeSetUp

    [OneTimeSetUp]
    public async Task MakeDemoAsync() => _demo = await DemoTenantsFixture.SharedAsync();

    [TestCase("yesterday", null)]
    [TestCase("last_week", "day")]
    [TestCase("last_month", "week")]
    [TestCase("last_365_days", "month")]
    [TestCase("last_quarter", null)]
    public async Task Every_metric_by_every_dimension_is_answered_and_roll_ups_say_what_the_facts_say(string preset, string? grain)
    {
        var warehouses = _demo.Services.GetServices<IWarehouse>().ToList();
        MetricRequest[] questions = [.. MetricCatalogue.Instance.Metrics.SelectMany(m => Questions(m, preset, grain))];
        List<string> wrong = [];
        var rolledUp = 0;

        await Sessions(warehouses).RunAsync(_demo.Analyst(Tenant), Contexts.Answer(), both => Sessions(warehouses.Where(w => w.Engine == WarehouseEngine.DuckDb)).RunAsync(_demo.Analyst(Tenant), Contexts.Answer(), async facts =>
        {
            foreach (var question in questions)
            {
                var expected = await facts.Ask(question).ReadAsync(CancellationToken.None);
                if (expected.Rows.Count == 0 && !(IsTooYoung(question) && preset != "last_365_days"))
                    wrong.Add($"{Text(question)} has no rows");
                if (both.Ask(question) is not { Plan.Engine: WarehouseEngine.Postgres } run)
                    continue;

                rolledUp++;
                wrong.AddRange(Differences(await run.ReadAsync(CancellationToken.None), expected).Select(d => $"{Text(question)}: {d}"));
            }

            return true;
        }, CancellationToken.None), CancellationToken.None);

        wrong.Should().BeEmpty();
        questions.Should().HaveCountGreaterThan(400);
        rolledUp.Should().BeGreaterThan(questions.Length / 3);
        await TestContext.Out.WriteLineAsync($"{questions.Length} questions, {rolledUp} of them from roll-ups too.");
    }

    private MetricSessions Sessions(IEnumerable<IWarehouse> warehouses) => new(
        _demo.Services.GetRequiredService<ITenantProfiles>(), warehouses, _demo.Services.GetRequiredService<BusinessClock>());

    private static IEnumerable<MetricRequest> Questions(Metric metric, string preset, string? grain) => metric.Dimensions
        .Where(d => metric.NeedsCut.Count == 0 || metric.NeedsCut.Contains(d))
        .Select(string[] (d) => [d])
        .Concat(metric.NeedsCut.Count == 0 ? [[]] : [])
        .Select(cut => new MetricRequest
        {
            Metrics = [metric.Id],
            Dimensions = cut,
            Time = new RequestTime(preset, null, null),
            Grain = metric.IsCohort ? null : grain,
        });

    /// <summary>First orders of late whose customers' days are not over are in no cohort yet.</summary>
    private static bool IsTooYoung(MetricRequest question) => MetricCatalogue.Instance.FindMetric(question.Metrics[0])!.IsCohort; // asked for from the catalogue

    private static IEnumerable<string> Differences(MetricResult rolledUp, MetricResult facts)
    {
        var metric = facts.Provenance.Query.Metrics[0].Id;
        if (rolledUp.Totals[metric] != facts.Totals[metric])
            yield return $"total {rolledUp.Totals[metric]} instead of {facts.Totals[metric]}";

        foreach (var alone in Alone(rolledUp, facts).Concat(Alone(facts, rolledUp)).Where(row => row[^1].Number is not (null or 0m)))
            yield return $"{string.Join(' ', alone)} stands in one of them only";

        foreach (var (row, expected) in Common(rolledUp, facts).Zip(Common(facts, rolledUp)))
        {
            if (!row.SequenceEqual(expected))
                yield return $"{string.Join(' ', row)} instead of {string.Join(' ', expected)}";
        }
    }

    /// <summary>A group in which something else happened, as a refund and no order, may be there with a zero, or not at all.</summary>
    private static IEnumerable<IReadOnlyList<Cell>> Alone(MetricResult one, MetricResult other) => one.Rows.ExceptBy(other.Rows.Select(Key), Key);

    private static IEnumerable<IReadOnlyList<Cell>> Common(MetricResult one, MetricResult other) => one.Rows.IntersectBy(other.Rows.Select(Key), Key);

    private static string Key(IReadOnlyList<Cell> row) => string.Join('|', row.SkipLast(1).Select(c => c.Text ?? "(null)"));

    private static string Text(MetricRequest question) => $"{question.Metrics[0]} by {string.Join(',', question.Dimensions.Append(question.Grain))}";
}
