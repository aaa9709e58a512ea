using System.Text.RegularExpressions;
using CsCheck;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

internal sealed partial class SqlCompilerTests
{
    private static readonly WarehouseEngine[] s_engines = Enum.GetValues<WarehouseEngine>();
    private static readonly string?[] s_grains = [null, "day", "week", "month", "quarter", "year"];
    private static readonly string[] s_times = ["yesterday", "last_week", "last_month", "last_quarter", "last_365_days"];

    [Test]
    public void Whatever_a_value_says_the_text_stays_the_same()
    {
        var harmless = Compile("serum").Sql;

        Gen.String[1, 60].Where(s => s.Trim().Length > 0).Sample(hostile => Compile(hostile).Sql == harmless);
    }

    [Test]
    public void Values_travel_as_parameters_unchanged()
    {
        const string Hostile = "'); drop table orders; --";

        var compiled = Compile(Hostile);

        compiled.Sql.Should().NotContain("drop");
        compiled.Parameters.Select(p => p.Value).Should().Contain(Hostile);
    }

    [TestCaseSource(nameof(s_engines))]
    public void The_days_asked_about_are_values_and_never_change_the_text(WarehouseEngine engine)
    {
        foreach (var grain in s_grains)
        {
            var queries = s_times.Select(time => Queries.Check(new MetricRequest { Metrics = ["mer", "aov"], Dimensions = ["country"], Grain = grain, Time = new RequestTime(time, null, null) }));

            // Roll-ups have months, too: then the text tells which of months and days are read, and how many runs of days.
            foreach (var shape in queries.GroupBy(q => engine == WarehouseEngine.Postgres ? Shape(q) : ""))
            {
                var texts = shape.Select(q => SqlCompiler.Rows(Plans.Of(q, engine)!, q.Time.Range, 11).Sql); // every engine has sales and ads by country
                texts.Distinct().Should().ContainSingle($"{grain} {shape.Key}");
            }
        }
    }

    private static string Shape(MetricQuery query)
    {
        var split = MonthSplit.Of(query.Time.Range, query.Grain);
        return $"months: {split.Months is not null}, runs of days: {split.Days.Count}";
    }

    [TestCaseSource(nameof(s_engines))]
    public void Every_placeholder_has_its_parameter_and_every_parameter_its_placeholder(WarehouseEngine engine)
    {
        var query = Queries.Check(new MetricRequest
        {
            Metrics = ["net_sales", "aov", "blended_roas"],
            Dimensions = ["brand"],
            Grain = "week",
            Having = [new RequestFilter("net_sales", "gt", ["10"])],
        });

        var compiled = SqlCompiler.Rows(Plans.Of(query, engine)!, query.Time.Range, 11);

        Placeholder().Matches(compiled.Sql).Select(m => m.Groups[1].Value).Distinct().Should().BeEquivalentTo(compiled.Parameters.Select(p => p.Name));
    }

    [Test]
    public void Facts_are_never_joined_with_facts()
    {
        var query = Queries.Check(new MetricRequest { Metrics = ["mer", "conversion_rate"], Grain = "day" });

        var sql = SqlCompiler.Rows(QueryPlanner.Plan(query, WarehouseEngine.DuckDb)!, query.Time.Range, 11).Sql;

        Joined().Matches(sql).Select(m => m.Groups[1].Value).Distinct().Should().Equal("fx_rates_daily");
    }

    [Test]
    public void A_ratio_is_never_averaged()
    {
        var query = Queries.Check(new MetricRequest { Metrics = ["aov"], Dimensions = ["country"], OrderBy = [new RequestOrder("aov", "desc")], Limit = 5 });

        SqlCompiler.Rows(QueryPlanner.Plan(query, WarehouseEngine.DuckDb)!, query.Time.Range, 6).Sql.Should().NotContain("avg(");
    }

    private static CompiledQuery Compile(string product)
    {
        var query = Queries.Check(new MetricRequest { Metrics = ["net_sales"], Filters = [new RequestFilter("product", "contains", [product])] });
        return SqlCompiler.Rows(QueryPlanner.Plan(query, WarehouseEngine.DuckDb)!, query.Time.Range, 11);
    }

    [GeneratedRegex("[@$](p[0-9]+)")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"join ([a-z_.]+)")]
    private static partial Regex Joined();
}
