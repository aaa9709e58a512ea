using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Alerts;
using Pulsepoint.Mcp.Testing.Brands;

namespace Pulsepoint.Mcp.Tests.Core.Alerts;

internal sealed class MetricObserverTests
{
    private static readonly BrandId s_luma = BrandId.Parse("luma-skin");
    private static readonly BrandId s_peakform = BrandId.Parse("peakform");
    private static readonly LocalDate s_first = new(2025, 1, 1);

    // Yesterday is the 22nd for both brands.
    private static readonly LocalDate s_yesterday = new(2026, 11, 22);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private FixedWarehouse _facts = null!;

    [SetUp]
    public void Prepare() => _facts = new FixedWarehouse();

    [Test]
    public async Task Data_that_are_missing_are_those_of_the_source_furthest_behind()
    {
        Load(Loaded(s_luma, "shopify"), Loaded(s_luma, "meta", s_yesterday.PlusDays(-3)), Loaded(s_peakform, "shopify"));

        (await MissingAsync()).Should().Equal((s_luma, 3), (s_peakform, 0));
    }

    [Test]
    public async Task A_connected_source_that_was_never_loaded_lacks_as_many_days_as_a_rule_can_ask_for()
    {
        Load(Loaded(s_luma, "shopify"), Loaded(s_peakform, "shopify"));

        (await MissingAsync()).Should().Equal((s_luma, 365), (s_peakform, 0));
    }

    [Test]
    public async Task Without_facts_on_this_machine_the_roll_ups_say_what_is_loaded()
    {
        var state = _facts.State;
        _facts.State = null;

        (await MissingAsync(new RollUps(state))).Should().Equal((s_luma, 1), (s_peakform, 0));
    }

    [Test]
    public async Task Where_facts_are_they_say_what_is_loaded()
    {
        Load(Loaded(s_luma, "shopify"), Loaded(s_luma, "meta"), Loaded(s_peakform, "shopify"));

        (await MissingAsync(new RollUps(new WarehouseState("old", [])))).Should().Equal((s_luma, 0), (s_peakform, 0));
    }

    [Test]
    public async Task Where_nothing_is_loaded_somebody_is_told()
    {
        _facts.State = null;

        var observe = () => MissingAsync(new RollUps(null));

        (await observe.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
    }

    [Test]
    public async Task A_brand_that_is_gone_is_told()
    {
        var observe = () => ObserveAsync(AlertRules.Of(AlertKind.DataMissing, 2) with { Brand = BrandId.Parse("gone") });

        (await observe.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.BrandUnknown);
    }

    [TestCase(AlertKind.MetricBelow)]
    [TestCase(AlertKind.MetricRises)]
    [TestCase(AlertKind.MetricFalls)]
    public async Task Days_that_are_whole_are_observed(AlertKind kind)
    {
        Load(Loaded(s_peakform, "shopify"));

        (await ValueAsync(kind, "yesterday")).Should().NotBeNull();
    }

    [TestCase(AlertKind.MetricBelow)]
    [TestCase(AlertKind.MetricRises)]
    [TestCase(AlertKind.MetricFalls)]
    public async Task A_day_that_is_not_loaded_says_nothing(AlertKind kind)
    {
        Load(Loaded(s_peakform, "shopify", s_yesterday.PlusDays(-1)));

        (await ValueAsync(kind, "yesterday")).Should().BeNull();
    }

    [TestCase(AlertKind.MetricRises)]
    [TestCase(AlertKind.MetricFalls)]
    public async Task A_day_compared_with_that_is_not_loaded_says_nothing_either(AlertKind kind)
    {
        Load(Loaded(s_peakform, "shopify") with { Gaps = [s_yesterday.PlusDays(-1)] });

        (await ValueAsync(kind, "yesterday")).Should().BeNull();
    }

    [Test]
    public async Task A_rule_whose_days_are_not_over_is_told_rather_than_never_firing()
    {
        var observe = () => ValueAsync(AlertKind.MetricRises, "today");

        (await observe.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.TimeInvalid);
    }

    [Test]
    public async Task One_brands_money_is_in_its_own_currency_and_that_of_all_in_the_one_for_reports()
    {
        var rule = AlertRules.Of(AlertKind.MetricAbove, 1);

        (await ObserveAsync(rule with { Brand = s_peakform })).Single().Currency.Should().Be("EUR");
        (await ObserveAsync(rule)).Single().Currency.Should().Be("USD");
        (await ObserveAsync(rule with { Metric = "orders" })).Single().Currency.Should().BeNull();
    }

    [Test]
    public async Task All_brands_are_reported_in_the_organisations_currency_even_where_they_share_another()
    {
        var europe = FixedProfiles.Profile with { Brands = [.. FixedProfiles.Profile.Brands.Where(b => b.Id == s_peakform)] };

        var observed = await ObserveAsync(AlertRules.Of(AlertKind.MetricAbove, 1), new FixedProfiles { Read = europe });

        observed.Single().Currency.Should().Be("USD");
    }

    private static SourceLoad Loaded(BrandId brand, string source, LocalDate? through = null) => new(brand, source, s_first, through ?? s_yesterday, []);

    private void Load(params SourceLoad[] loads) => _facts.State = new WarehouseState("g1", loads);

    private async Task<decimal?> ValueAsync(AlertKind kind, string window) =>
        (await ObserveAsync(AlertRules.Of(kind, 0.5m) with { Brand = s_peakform, Window = window })).Single().Value;

    private async Task<IEnumerable<(BrandId?, decimal?)>> MissingAsync(params IWarehouse[] more) =>
        (await ObserveAsync(AlertRules.Of(AlertKind.DataMissing, 2), new FixedProfiles(), more)).Select(o => (o.Brand, o.Value));

    private Task<IReadOnlyList<AlertObservation>> ObserveAsync(AlertRule rule) => ObserveAsync(rule, new FixedProfiles());

    private Task<IReadOnlyList<AlertObservation>> ObserveAsync(AlertRule rule, FixedProfiles profiles, params IWarehouse[] more)
    {
        IWarehouse[] warehouses = [_facts, .. more];
        var clock = new BusinessClock(_time, null);
        var observer = new MetricObserver(new MetricReader(profiles, warehouses, clock), profiles, warehouses, clock, _time);
        return observer.ObserveAsync(Contexts.Of("aurora"), rule, CancellationToken.None);
    }

    private sealed class RollUps(WarehouseState? state) : IWarehouse
    {
        public WarehouseEngine Engine => WarehouseEngine.Postgres;

        public Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken) => Task.FromResult(state);

        public Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, AnswerContext answer, CompiledQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
