using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing.Approval;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

/// <summary>The text that each engine is given, for queries that every engine's sources can answer.</summary>
internal sealed class CompiledSqlTests
{
    private static readonly WarehouseEngine[] s_engines = Enum.GetValues<WarehouseEngine>();

    private static readonly (string Name, MetricRequest Request)[] s_cases =
    [
        ("one sum", new MetricRequest { Metrics = ["sessions"] }),
        ("money of several currencies by week", new MetricRequest { Metrics = ["net_sales"], Grain = "week" }),
        ("money by day and brand", new MetricRequest { Metrics = ["refund_amount"], Grain = "day", Dimensions = ["brand"] }),
        ("sums under a condition by quarter", new MetricRequest { Metrics = ["new_customers", "amer"], Grain = "quarter" }),
        ("ratios of several sources", new MetricRequest
        {
            Metrics = ["mer", "ncac"],
            Dimensions = ["brand"],
            Grain = "year",
            Having = [new RequestFilter("ad_spend", "gte", ["1000.50"]), new RequestFilter("mer", "lt", ["4"])],
            OrderBy = [new RequestOrder("mer", "desc"), new RequestOrder("brand", "asc"), new RequestOrder("date", "desc")],
        }),
        ("filters of every kind", new MetricRequest
        {
            Metrics = ["cpm", "clicks"],
            Dimensions = ["campaign"],
            Grain = "month",
            Filters =
            [
                new RequestFilter("platform", "in", ["meta", "google"]),
                new RequestFilter("campaign_type", "neq", ["search"]),
                new RequestFilter("campaign", "contains", ["Spring", "glow"]),
            ],
        }),
        ("a year of which whole months are summed already", new MetricRequest
        {
            Metrics = ["new_customers", "contribution_margin", "sessions"],
            Grain = "month",
            Time = new RequestTime("last_365_days", null, null),
        }),
        ("counts of a whole month", new MetricRequest { Metrics = ["orders"], Dimensions = ["country"], Time = new RequestTime("last_month", null, null) }),
    ];

    [TestCaseSource(nameof(s_engines))]
    public void The_text_is_as_approved(WarehouseEngine engine)
    {
        var text = new StringBuilder();
        foreach (var (name, request) in s_cases)
        {
            var query = Queries.Check(request);
            var plan = Plans.Of(query, engine)!;
            Append(text, name, SqlCompiler.Rows(plan, query.Time.Range, 11));
            if (query.Having.Count > 0)
            {
                Append(text, $"{name}: counterparts", SqlCompiler.Counterparts(plan, query.Time.Range, 10));
                Append(text, $"{name}: totals", SqlCompiler.Totals(plan, query.Time.Range));
            }
        }

        Approved.Match($"compiled-{engine.ToString().ToLowerInvariant()}.sql", text.ToString());
    }

    private static void Append(StringBuilder text, string name, CompiledQuery query)
    {
        text.Append("-- ").Append(name).Append('\n').Append(query.Sql).Append(";\n");
        text.Append("-- ").AppendJoin(", ", query.Parameters.Select(p => $"{p.Name} = {Value(p)}")).Append("\n\n");
    }

    private static string Value(SqlParameter parameter) => parameter.Value is LocalDate day
        ? LocalDatePattern.Iso.Format(day)
        : Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)!; // no value is null
}
