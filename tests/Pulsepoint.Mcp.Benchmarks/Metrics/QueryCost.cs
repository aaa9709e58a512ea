using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using NodaTime;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.DuckDb.Snapshots;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Benchmarks.Metrics;

/// <summary>What our own code adds to a query: the time to compile it, and the facts read through it beside the same SQL alone.</summary>
internal static class QueryCost
{
    private const int Rounds = 2_000;

    private static readonly LocalDate s_today = new(2026, 11, 23);
    private static readonly LocalDate s_firstDay = new(2024, 9, 1);

    private static readonly (string Name, MetricRequest Request)[] s_requests =
    [
        ("a year of net sales", new MetricRequest { Metrics = ["net_sales", "orders"], Time = Preset("last_365_days") }),
        ("a year by month and channel", new MetricRequest { Metrics = ["net_sales", "aov"], Time = Preset("last_365_days"), Grain = "month", Dimensions = ["marketing_channel"] }),
        ("30 days by day", new MetricRequest { Metrics = ["net_sales", "refund_rate"], Time = Preset("last_30_days"), Grain = "day" }),
        ("a year of customers", new MetricRequest { Metrics = ["customers"], Time = Preset("last_365_days") }),
        ("a raw year by region", new MetricRequest { Metrics = ["net_sales", "return_rate"], Time = Preset("last_365_days"), Dimensions = ["region"] }),
    ];

    public static async Task RunAsync(DemoState state)
    {
        var profile = await state.Get<ITenantProfiles>().ReadAsync(state.Analyst, CancellationToken.None);
        var warehouse = state.Get<IEnumerable<IWarehouse>>().Single(w => w.Engine == WarehouseEngine.DuckDb);
        foreach (var (name, request) in s_requests)
        {
            var compiled = Compile(profile, request);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: compiled in {Median(() => Compile(profile, request)):0.000} ms"));

            using var lease = state.Get<SnapshotReader>().Rent(state.Analyst.Tenant)!; // the demo published it
            var ratio = PairedRatio.Of(
                () => ReadAll(lease.Connection, compiled),
                () => warehouse.RunAsync(state.Analyst, Contexts.Answer(), compiled, CancellationToken.None).GetAwaiter().GetResult(),
                rounds: 9,
                callsPerBlock: 1);
            Console.WriteLine($"{name}, facts: {ratio}");
        }
    }

    private static CompiledQuery Compile(TenantProfile profile, MetricRequest request)
    {
        var query = QueryChecker.Check(request, profile, s_firstDay, _ => s_today);
        return SqlCompiler.Rows(QueryPlanner.Plan(query, WarehouseEngine.DuckDb)!, query.Time.Range, 10_001); // these can be answered
    }

    /// <summary>Every value of every row, as any reader has to.</summary>
    private static void ReadAll(DuckDBConnection connection, CompiledQuery query)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Made by the compiler.
        command.CommandText = query.Sql;
#pragma warning restore CA2100
        foreach (var parameter in query.Parameters)
            command.Parameters.Add(new DuckDBParameter(parameter.Name, parameter.Value is LocalDate day ? day.ToDateOnly() : parameter.Value));

        using var reader = command.ExecuteReader();
        var values = new object[reader.FieldCount];
        while (reader.Read())
            reader.GetValues(values);
    }

    private static double Median(Action action)
    {
        var times = new double[Rounds];
        for (var i = -Rounds / 10; i < Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            if (i >= 0)
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Rounds / 2];
    }

    private static RequestTime Preset(string preset) => new(preset, null, null);
}
