using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Brands;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

/// <summary>What must be known before a number is repeated; luma-skin sells in dollars, peakform in euros.</summary>
internal sealed class WarningTests
{
    private static readonly MetricRequest s_request = new() { Metrics = ["net_sales"], Time = new RequestTime(null, "2026-10-01", "2026-10-31") };

    [Test]
    public async Task Converted_currencies_are_said()
    {
        const string Converted = "Amounts in EUR were converted to USD at each day's own rate.";

        (await AskAsync(s_request)).Warnings.Should().Contain(Converted);
        (await AskAsync(s_request with { Brands = ["peakform"] })).Warnings.Should().NotContain(Converted);
        (await AskAsync(s_request with { Metrics = ["orders"] })).Warnings.Should().NotContain(Converted);
    }

    [Test]
    public async Task Brands_of_one_zone_are_not_said_to_differ() =>
        (await AskAsync(s_request with { Brands = ["peakform"] })).Warnings.Should().NotContain(w => w.Contains("local days", StringComparison.Ordinal));

    [Test]
    public async Task A_limit_that_cuts_says_so_and_one_that_does_not_is_silent()
    {
        var byProduct = s_request with { Dimensions = ["product"], Brands = ["luma-skin"] };

        var cut = await AskAsync(byProduct with { Limit = 2 });

        cut.Rows.Should().HaveCount(2);
        cut.Warnings.Should().Contain("limit 2 leaves out rows: these are the first by net_sales, descending; the totals are of all.");
        (await AskAsync(byProduct with { Limit = 3 })).Warnings.Should().NotContain(w => w.StartsWith("limit", StringComparison.Ordinal));
    }

    [TestCase("previous_period", null, null, "31 days are compared with 30 days (2026-09-01 to 2026-09-30)")]
    [TestCase("custom", "2026-09-01", "2026-09-07", "31 days are compared with 7 days (2026-09-01 to 2026-09-07)")]
    public async Task A_comparison_with_another_number_of_days_gives_both_lengths(string mode, string? from, string? to, string said) =>
        (await AskAsync(s_request with { Compare = new RequestCompare(mode, from, to) })).Warnings.Should().Contain(w => w.StartsWith(said, StringComparison.Ordinal));

    [Test]
    public async Task A_comparison_with_as_many_days_is_silent() =>
        (await AskAsync(s_request with { Compare = new RequestCompare("previous_year", null, null) })).Warnings
            .Should().NotContain(w => w.Contains("are compared with", StringComparison.Ordinal));

    [Test]
    public async Task What_is_easily_misread_about_a_metric_comes_with_its_answer()
    {
        var result = await AskAsync(s_request with { Metrics = ["return_rate", "cogs", "gross_margin"] });

        result.Warnings.Should().Contain("return_rate: Returns of earlier orders over sales of this period: can exceed 100 % in a thin period.")
            .And.Contain("cogs, gross_margin: Only lines with a recorded cost.");
    }

    [Test]
    public async Task A_trap_of_some_dimensions_is_silent_without_them()
    {
        var orders = s_request with { Metrics = ["orders"] };

        (await AskAsync(orders)).Warnings.Should().NotContain(w => w.StartsWith("orders:", StringComparison.Ordinal));
        (await AskAsync(orders with { Dimensions = ["product"] })).Warnings.Should().Contain(w => w.StartsWith("orders:", StringComparison.Ordinal));
    }

    private static Task<MetricResult> AskAsync(MetricRequest request) =>
        new MetricReader(
                new FixedProfiles(),
                [new FixedWarehouse()],
                new BusinessClock(TimeProvider.System, NodaTime.Instant.FromUtc(2026, 11, 23, 18, 0)))
            .ReadAsync(Contexts.Of("aurora"), Contexts.Answer(), request, CancellationToken.None);
}
