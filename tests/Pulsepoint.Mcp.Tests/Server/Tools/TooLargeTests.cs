using System.Text.Json;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

/// <summary>What no page can hold is refused with what to narrow, rather than cut or sent all the same.</summary>
[TestFixture]
public sealed class TooLargeTests : ServerFixture
{
    private static readonly LocalDate s_day = new(2026, 11, 22);

    [TestCase("query_metrics", """{"metrics":["units_sold"],"dimensions":["product"],"time":{"preset":"last_week"}}""", "fewer metrics, dimensions")]
    [TestCase("get_dashboard", "{}", "one part of it at a time")]
    [TestCase("explain_change", """{"metric":"units_sold","time":{"preset":"last_week"},"by":"product"}""", "shorter names")]
    public async Task A_name_longer_than_an_answer_is_refused(string tool, string arguments, string nextStep)
    {
        Warehouse.Script = query => Rows(query, 1, new string('x', 30_000));

        var answer = await Start().CallAsync(tool, arguments);

        Code(answer).Should().Be("result_too_large");
        Text(answer).Should().Contain(nextStep);
    }

    [TestCase("""{"metrics":["units_sold"],"dimensions":["product","country"],"grain":"day","time":{"preset":"last_week"}}""", "leave out one of product and country, take a coarser grain than day, or fewer days, give a limit")]
    [TestCase("""{"metrics":["units_sold"],"dimensions":["product"],"limit":5,"compare":{"mode":"previous_year"},"time":{"preset":"last_week"}}""", "leave out compare")]
    public async Task More_rows_than_are_read_are_refused_with_what_makes_them_fewer(string arguments, string nextStep)
    {
        Warehouse.Script = query => Rows(query, query.Parameters.Max(p => p.Value as long? ?? 0), "Glow Serum");

        var answer = await Start().CallAsync("query_metrics", arguments);

        Code(answer).Should().Be("result_too_large");
        Text(answer).Should().Contain("more than 100,000 rows").And.Contain(nextStep);
    }

    /// <summary>As many rows as the query takes at the most.</summary>
    private static IReadOnlyList<FactRow> Rows(CompiledQuery query, long most, string name) => query.HasPeriod || query.KeyCount > 0
        ? [.. Enumerable.Range(0, (int)most).Select(i => Row(query, $"{name} {i}", i))]
        : [Row(query, name, 1)];

    // The last measure counts amounts without an exchange rate: none.
    private static FactRow Row(CompiledQuery query, string name, int i) => new(
        query.HasPeriod ? s_day.PlusDays(-(i % 7)) : null,
        [.. Enumerable.Range(0, query.KeyCount).Select(_ => name)],
        [.. Enumerable.Range(1, query.MeasureCount).Select(m => m == query.MeasureCount ? 0m : (decimal?)Sum(query))]);

    // Other days, other sums: else nothing would have changed.
    private static decimal Sum(CompiledQuery query) => query.Parameters.Select(p => p.Value).OfType<LocalDate>().Max() > s_day.PlusDays(-7) ? 3m : 2m;

    private static string? Code(JsonElement answer) =>
        answer.GetProperty("result").GetProperty("_meta").GetProperty("pulsepoint/error").GetProperty("code").GetString();

    private static string Text(JsonElement answer) => answer.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString()!; // every answer has one
}
