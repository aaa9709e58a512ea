using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

/// <summary>What an answer says about days that it does not have, on Monday 2026-11-23.</summary>
internal sealed class CoverageTests
{
    private static readonly LocalDate s_first = new(2024, 9, 1);
    private static readonly LocalDate s_last = new(2026, 11, 22);
    private static readonly MetricRequest s_spend = new() { Metrics = ["ad_spend"], Brands = ["tidewell"] };

    [TestCase("2024-01-01", "2024-12-31", "Only 2024-09-01 to 2024-12-31 are loaded: the numbers cover these days.", "begin on 2024-09-01; earlier days are not in these numbers")]
    [TestCase("2026-11-20", "2026-12-31", "Only 2026-11-20 to 2026-11-22 are loaded: the numbers cover these days.", "are loaded through 2026-11-22; later days are not in these numbers")]
    [TestCase("2023-01-01", "2023-12-31", "None of these days is loaded.", "begin on 2024-09-01; earlier days are not in these numbers")]
    [TestCase("2027-01-01", "2027-01-31", "None of these days is loaded.", "are loaded through 2026-11-22; later days are not in these numbers")]
    public async Task A_range_that_is_not_all_loaded_says_which_days_its_numbers_cover(string from, string to, string summary, string warning)
    {
        var result = await AskAsync(s_spend with { Time = new RequestTime(null, from, to) }, [Load("tidewell", "google")], Fact(null, 10));

        result.Summary.Should().EndWith(summary);
        result.Warnings.Should().Contain($"Data of google {warning}.");
        result.Provenance.IsPartial.Should().BeTrue();
    }

    [Test]
    public async Task A_range_that_is_all_loaded_says_nothing()
    {
        var result = await AskAsync(s_spend with { Time = new RequestTime(null, "2026-10-01", "2026-10-31") }, [Load("tidewell", "google")], Fact(null, 10));

        result.Summary.Should().Be("Ad spend £10.00 for Tidewell from 2026-10-01 to 2026-10-31.");
        result.Warnings.Should().NotContain(w => w.Contains("load", StringComparison.Ordinal));
        result.Provenance.IsPartial.Should().BeFalse();
    }

    [Test]
    public async Task Brands_that_are_loaded_otherwise_than_the_rest_are_named()
    {
        var late = Load("peakform", "meta") with { FirstDay = new LocalDate(2025, 3, 1) };

        var result = await AskAsync(
            new MetricRequest { Metrics = ["ad_spend"], Time = new RequestTime(null, "2025-01-01", "2025-12-31"), Brands = ["luma-skin", "peakform"] },
            [Load("luma-skin", "meta"), late],
            Fact(null, 10));

        result.Summary.Should().Contain("The numbers cover 2025-01-01 to 2025-12-31, but not every source and brand has all of these days");
        result.Warnings.Should().Contain("Data of meta of peakform begin on 2025-03-01; earlier days are not in these numbers.");
    }

    [Test]
    public async Task A_source_that_is_connected_but_not_loaded_is_named()
    {
        var result = await AskAsync(new MetricRequest { Metrics = ["mer"], Brands = ["tidewell"] }, [Load("tidewell", "shopify")], Fact(null, 10, 0, 0, 0, 0, null));

        result.Warnings.Should().Contain("google of tidewell is connected but not loaded yet: unknown, not zero.");
        result.Provenance.IsPartial.Should().BeTrue();
        result.Totals["mer"].Should().BeNull();
    }

    [Test]
    public async Task The_days_compared_with_are_looked_at_too()
    {
        var result = await AskAsync(
            s_spend with { Time = new RequestTime(null, "2025-01-01", "2025-12-31"), Compare = new RequestCompare("previous_year", null, null) },
            [Load("tidewell", "google")],
            Fact(null, 10));

        result.Warnings.Should().Contain("Days compared with: Data of google begin on 2024-09-01; earlier days are not in these numbers.")
            .And.Contain("365 days are compared with 366 days (2024-01-01 to 2024-12-31): sums of the longer range are larger for that alone.");
    }

    [Test]
    public async Task A_platforms_missing_day_is_a_row_without_values_beside_the_others()
    {
        var gap = new LocalDate(2026, 10, 12);
        SourceLoad[] loads = [Load("tidewell", "google") with { Gaps = [gap] }, Load("tidewell", "meta")];

        var result = await AskAsync(
            s_spend with { Dimensions = ["platform"], Grain = "day", Time = new RequestTime(null, "2026-10-12", "2026-10-13") },
            loads,
            Fact(gap, 5, "meta"), Fact(gap.PlusDays(1), 7, "google"), Fact(gap.PlusDays(1), 5, "meta"));

        result.Rows.Select(r => (r[0].Text, r[1].Text, r[2].Number)).Should().Equal(
            ("2026-10-12", "meta", 5m), ("2026-10-12", "google", null), ("2026-10-13", "google", 7m), ("2026-10-13", "meta", 5m));
        result.Summary.Should().EndWith("Some of these days are missing: see the warnings.");
        result.Warnings.Should().Contain("google of tidewell is missing on 2026-10-12: unknown, not zero.");
        result.Provenance.IsPartial.Should().BeTrue();
    }

    [Test]
    public async Task A_loaded_day_on_which_nothing_happened_gets_no_row()
    {
        var result = await AskAsync(
            s_spend with { Dimensions = ["platform"], Grain = "day", Time = new RequestTime(null, "2026-10-12", "2026-10-12") },
            [Load("tidewell", "google"), Load("tidewell", "meta")],
            Fact(new LocalDate(2026, 10, 12), 5, "meta"));

        result.Rows.Should().ContainSingle();
    }

    [Test]
    public async Task A_brand_that_is_not_loaded_yet_is_a_row_without_values()
    {
        var result = await AskAsync(
            new MetricRequest { Metrics = ["orders"], Dimensions = ["brand"], Time = new RequestTime(null, "2024-09-01", "2024-09-30"), Brands = ["luma-skin", "tidewell"] },
            [Load("luma-skin", "shopify"), Load("tidewell", "shopify") with { FirstDay = new LocalDate(2025, 1, 1) }],
            Fact(null, 9, "luma-skin"));

        result.Rows.Select(r => (r[0].Text, r[1].Number)).Should().Equal(("luma-skin", 9m), ("tidewell", null));
        result.Summary.Should().EndWith("Highest: luma-skin with 9.");
    }

    [Test]
    public async Task Years_before_the_first_load_are_not_filled_day_by_day()
    {
        var result = await AskAsync(
            s_spend with { Dimensions = ["platform"], Grain = "day", Time = new RequestTime(null, "2000-01-01", "2026-10-12") },
            [Load("tidewell", "google")],
            Fact(new LocalDate(2026, 10, 12), 5, "google"));

        result.Rows.Should().ContainSingle();
        result.Warnings.Should().Contain("Data of google begin on 2024-09-01; earlier days are not in these numbers.");
    }

    internal static SourceLoad Load(string brand, string source) => new(BrandId.Parse(brand), source, s_first, s_last, []);

    /// <summary>A row of one measure, and of the count of amounts without a rate.</summary>
    private static FactRow Fact(LocalDate? day, decimal value, string key) => new(day, [key], [value, 0m]);

    private static FactRow Fact(LocalDate? day, params decimal?[] values) => new(day, [], [.. values, 0m]);

    private static Task<MetricResult> AskAsync(MetricRequest request, SourceLoad[] loads, params FactRow[] rows) =>
        new MetricReader(new AuroraProfiles(), [new ScriptedWarehouse(loads, rows)], new BusinessClock(TimeProvider.System, Instant.FromUtc(2026, 11, 23, 18, 0)))
            .ReadAsync(Contexts.Of("aurora"), Contexts.Answer(), request, CancellationToken.None);

    private sealed class AuroraProfiles : ITenantProfiles
    {
        public Task<TenantProfile> ReadAsync(TenantContext tenant, CancellationToken cancellationToken) => Task.FromResult(Profiles.Aurora);
    }
}
