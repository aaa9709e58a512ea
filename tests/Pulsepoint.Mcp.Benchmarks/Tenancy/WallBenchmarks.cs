using BenchmarkDotNet.Attributes;
using Npgsql;
using NpgsqlTypes;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Benchmarks.Tenancy;

/// <summary>What the walls cost, as a ratio to the same query on a table without row-level security.</summary>
public class WallBenchmarks
{
    private const string Point = "select gross from pp.sales_daily where tenant_id = $1 and brand_id = 'b1' and event_date = $2 and sales_channel = 'online' and customer_type = 'new'";
    private const string BarePoint = "select gross from bare.sales_daily where tenant_id = $1 and brand_id = 'b1' and event_date = $2 and sales_channel = 'online' and customer_type = 'new'";
    private const string Sum = "select sum(gross), sum(cogs), sum(units_sold) from pp.sales_daily where tenant_id = $1 and event_date >= $2";
    private const string BareSum = "select sum(gross), sum(cogs), sum(units_sold) from bare.sales_daily where tenant_id = $1 and event_date >= $2";

    private static readonly DateOnly s_day = new(2025, 6, 1);
    private static readonly DateOnly s_first = new(2025, 1, 1);

    private WalledRows _rows = null!;
    private NpgsqlConnection _everyBrand = null!;
    private NpgsqlConnection _oneBrand = null!;
    private Dictionary<(NpgsqlConnection, string), NpgsqlCommand> _commands = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _rows = await WalledRows.CreateAsync();
        _everyBrand = await _rows.LogInAsync();
        _oneBrand = await _rows.LogInAsync(BrandScope.Of([BrandId.Parse("b1")]));
        _commands = [];
        foreach (var (session, sql, day) in new[]
        {
            (_everyBrand, Point, s_day), (_everyBrand, BarePoint, s_day), (_oneBrand, Point, s_day),
            (_everyBrand, Sum, s_first), (_everyBrand, BareSum, s_first), (_oneBrand, Sum, s_first),
        })
        {
            _commands[(session, sql)] = await PrepareAsync(session, sql, day);
        }
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _everyBrand.DisposeAsync();
        await _oneBrand.DisposeAsync();
        await _rows.DisposeAsync();
    }

    [Benchmark(Baseline = true), BenchmarkCategory("point lookup")]
    public object? Point_without_walls() => _commands[(_everyBrand, BarePoint)].ExecuteScalar();

    [Benchmark, BenchmarkCategory("point lookup")]
    public object? Point_behind_the_walls() => _commands[(_everyBrand, Point)].ExecuteScalar();

    [Benchmark, BenchmarkCategory("point lookup")]
    public object? Point_of_a_key_for_one_brand() => _commands[(_oneBrand, Point)].ExecuteScalar();

    [Benchmark(Baseline = true), BenchmarkCategory("aggregate")]
    public object? Sum_without_walls() => _commands[(_everyBrand, BareSum)].ExecuteScalar();

    [Benchmark, BenchmarkCategory("aggregate")]
    public object? Sum_behind_the_walls() => _commands[(_everyBrand, Sum)].ExecuteScalar();

    [Benchmark, BenchmarkCategory("aggregate")]
    public object? Sum_of_a_key_for_one_brand() => _commands[(_oneBrand, Sum)].ExecuteScalar();

    private async Task<NpgsqlCommand> PrepareAsync(NpgsqlConnection session, string sql, DateOnly day)
    {
        var command = new NpgsqlCommand(sql, session)
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = _rows.Tenant }, new NpgsqlParameter { Value = day, NpgsqlDbType = NpgsqlDbType.Date } },
        };
        await command.PrepareAsync();
        return command;
    }
}
