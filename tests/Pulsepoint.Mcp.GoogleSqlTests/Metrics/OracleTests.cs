using FluentAssertions;
using Grpc.Core;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.GoogleSqlTests.Metrics;

/// <summary>The judge itself: it must refuse what BigQuery refuses, or its consent says nothing.</summary>
internal sealed class OracleTests
{
    private static readonly WarehouseEngine[] s_others = [WarehouseEngine.Postgres, WarehouseEngine.DuckDb];

    [TestCase("select sessions from `pulsepoint-eu.t_aurora.session_events`")]
    [TestCase("select date_trunc(event_date, week(monday)) as w from `pulsepoint-eu.t_aurora.session_events`")]
    public void What_BigQuery_reads_is_understood(string sql) => Resolving(sql).Should().NotThrow();

    [TestCase("select sesions from `pulsepoint-eu.t_aurora.session_events`", "Unrecognized name: sesions")]
    [TestCase("select sessions from `pulsepoint-eu.t_borealis.session_events`", "Table not found")]
    [TestCase("select sessions from session_events", "Table not found")]
    [TestCase("select sessions::numeric from `pulsepoint-eu.t_aurora.session_events`", "Syntax error")]
    [TestCase("select cast(sessions as int32) from `pulsepoint-eu.t_aurora.session_events`", "Type not found")]
    [TestCase("select sessions from `pulsepoint-eu.t_aurora.session_events`; select 1", "Syntax error")]
    [TestCase("select sessions from `pulsepoint-eu.t_aurora.session_events` where device = @p0", "Query parameter 'p0' not found")]
    public void What_BigQuery_refuses_is_refused(string sql, string reason) =>
        Resolving(sql).Should().Throw<RpcException>().Which.Status.Detail.Should().Contain(reason);

    [TestCaseSource(nameof(s_others))]
    public void The_text_of_another_engine_is_refused(WarehouseEngine engine)
    {
        var query = Questions.Check(new MetricRequest { Metrics = ["platform_roas"], Grain = "week" });
        var compiled = SqlCompiler.Rows(Questions.Plan(query, engine)!, query.Time.Range, 10);

        FluentActions.Invoking(() => SharedOracle.Oracle.Resolve(compiled)).Should().Throw<RpcException>();
    }

    [Test]
    public void A_table_of_another_dataset_is_seen_wherever_it_hides()
    {
        const string Sql = "with a as (select 1 as n) select n from a where exists (select 1 from `pulsepoint-eu.t_borealis.orders`)";

        SharedOracle.Oracle.TablesOf(Sql).Should().Equal("pulsepoint-eu.t_borealis.orders");
    }

    private static Action Resolving(string sql) => () => SharedOracle.Oracle.Resolve(new CompiledQuery(sql, [], HasPeriod: false, 0, 0));
}
