using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Metrics.Values;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Brands;

namespace Pulsepoint.Mcp.Tests.Core.Metrics.Values;

internal sealed class ValueReaderTests
{
    private static readonly LocalDate s_day = new(2026, 11, 22);

    [Test]
    public async Task The_brands_of_a_value_stand_beside_it_with_the_latest_day_of_them()
    {
        var list = await ReadAsync(Store(Row("Gift Card", "luma-skin", 5), Row("Gift Card", "peakform", 0), Row("Run Cap", "peakform", 1)), new ValueRequest("product"));

        list.Values.Should().BeEquivalentTo(
            [
                new DimensionValue("Gift Card", [BrandId.Parse("luma-skin"), BrandId.Parse("peakform")], s_day),
                new DimensionValue("Run Cap", [BrandId.Parse("peakform")], s_day.PlusDays(-1)),
            ],
            o => o.WithStrictOrdering());
        list.Match.Should().Be(ValueMatch.All);
        list.IsTruncated.Should().BeFalse();
    }

    [Test]
    public async Task A_limit_counts_values_not_brands()
    {
        var store = Store([.. Enumerable.Range(0, 3).SelectMany(i => new[] { Row($"v{i}", "luma-skin", 0), Row($"v{i}", "peakform", 0) })]);

        var cut = await ReadAsync(store, new ValueRequest("product", Limit: 2));
        var whole = await ReadAsync(store, new ValueRequest("product", Limit: 3));

        cut.Values.Select(v => v.Value).Should().Equal("v0", "v1");
        cut.Values.Should().OnlyContain(v => v.Brands.Count == 2);
        (cut.IsTruncated, whole.IsTruncated).Should().Be((true, false));
    }

    [Test]
    public async Task Where_nothing_contains_the_text_the_nearest_are_given()
    {
        var store = Store([]);
        store.Script = query => IsSearched(query) ? [] : [Row("Run Cap", "peakform", 0), Row("Yoga Mat", "peakform", 0)];

        var list = await ReadAsync(store, new ValueRequest("product", "yogha mat"));

        list.Match.Should().Be(ValueMatch.Nearest);
        list.Values.Select(v => v.Value).Should().Equal("Yoga Mat");
    }

    [Test]
    public async Task A_blank_search_is_none() =>
        (await ReadAsync(Store(Row("Run Cap", "peakform", 0)), new ValueRequest("product", "  "))).Match.Should().Be(ValueMatch.All);

    [Test]
    public async Task Brands_are_values_too_found_by_id_or_name()
    {
        var all = await ReadAsync(Store([]), new ValueRequest("brand"));
        var searched = await ReadAsync(Store([]), new ValueRequest("brand", "LUMA S"));
        var near = await ReadAsync(Store([]), new ValueRequest("brand", "paekform"));

        all.Values.Select(v => (v.Value, v.LastSeen)).Should().Equal(("luma-skin", s_day), ("peakform", s_day));
        searched.Values.Select(v => v.Value).Should().Equal("luma-skin");
        near.Values.Select(v => v.Value).Should().Equal("peakform");
    }

    [Test]
    public async Task Only_the_named_brands_are_asked_about()
    {
        CompiledQuery? asked = null;
        var store = Store([]);
        store.Script = query =>
        {
            asked = query;
            return [];
        };

        await ReadAsync(store, new ValueRequest("product", Brands: ["peakform"]));

        asked!.Parameters.Select(p => p.Value).Should().Contain("peakform").And.NotContain("luma-skin");
    }

    [Test]
    public async Task What_is_not_loaded_is_said()
    {
        var store = Store([]);
        store.State = store.State! with { Loads = [.. store.State.Loads.Where(l => l.Source != "meta")] };

        (await ReadAsync(store, new ValueRequest("campaign"))).Warnings.Should().Equal("meta of luma-skin is connected but not loaded yet: its values are not among these.");
        (await ReadAsync(store, new ValueRequest("campaign", Brands: ["peakform"]))).Warnings.Should().Equal("None of these brands has meta or tiktok or google.");
    }

    [TestCase("g1", "postgres")]
    [TestCase("g0", "duckdb")]
    public async Task Roll_ups_of_the_same_load_answer_and_others_do_not(string generation, string engine)
    {
        var facts = Store(Row("duckdb", "luma-skin", 0));
        var rollups = new Rollups(generation);

        var list = await new ValueReader(new FixedProfiles(), [facts, rollups]).ReadAsync(Contexts.Of("aurora"), Contexts.Answer(), new ValueRequest("campaign"), CancellationToken.None);

        list.Values.Select(v => v.Value).Should().Equal(engine);
    }

    [TestCase("campain", RefusalCode.DimensionUnknown, "Did you mean campaign")]
    [TestCase("net_sales", RefusalCode.DimensionUnknown, "It is a metric")]
    public async Task An_unknown_dimension_gets_a_suggestion(string dimension, RefusalCode code, string hint)
    {
        var refusal = await RefusalOfAsync(new ValueRequest(dimension));

        refusal.Code.Should().Be(code);
        refusal.NextStep.Should().Contain(hint);
    }

    [Test]
    public async Task A_search_with_a_null_character_is_refused() =>
        (await RefusalOfAsync(new ValueRequest("product", "a\0b"))).Code.Should().Be(RefusalCode.ValueInvalid);

    [TestCase(0)]
    [TestCase(201)]
    public async Task A_limit_out_of_bounds_is_refused(int limit) =>
        (await RefusalOfAsync(new ValueRequest("product", Limit: limit))).Code.Should().Be(RefusalCode.ValueInvalid);

    [Test]
    public async Task A_brand_that_the_key_does_not_have_is_unknown() =>
        (await RefusalOfAsync(new ValueRequest("product", Brands: ["luma-skin", "kestrel-coffee"]))).Message.Should().Be(Refusal.BrandUnknown().Message);

    [Test]
    public async Task Data_that_are_replaced_meanwhile_are_asked_again_and_then_refused()
    {
        var store = Store([]);
        var runs = 0;
        store.Script = _ =>
        {
            store.State = store.State! with { Generation = $"published-{++runs}" };
            return [];
        };

        var ask = () => ReadAsync(store, new ValueRequest("product"));

        (await ask.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
        runs.Should().Be(2);
    }

    private static bool IsSearched(CompiledQuery query) => query.Sql.Contains("strpos", StringComparison.Ordinal);

    private static FixedWarehouse Store(params FactRow[] rows) => new() { Script = _ => rows };

    private static FactRow Row(string value, string brand, int daysAgo) => new(s_day.PlusDays(-daysAgo), [value, brand], []);

    private static Task<ValueList> ReadAsync(IWarehouse store, ValueRequest request) =>
        new ValueReader(new FixedProfiles(), [store]).ReadAsync(Contexts.Of("aurora"), Contexts.Answer(), request, CancellationToken.None);

    private static async Task<RefusalException> RefusalOfAsync(ValueRequest request)
    {
        var ask = () => ReadAsync(Store([]), request);
        return (await ask.Should().ThrowAsync<RefusalException>()).Which;
    }

    /// <summary>Roll-ups of the generation that it is given.</summary>
    private sealed class Rollups(string generation) : IWarehouse
    {
        public WarehouseEngine Engine => WarehouseEngine.Postgres;

        public Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken) =>
            Task.FromResult<WarehouseState?>(new WarehouseState(generation, []));

        public Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, AnswerContext answer, CompiledQuery query, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<FactRow>>([Row("postgres", "luma-skin", 0)]);
    }
}
