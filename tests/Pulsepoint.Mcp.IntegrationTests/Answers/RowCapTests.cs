using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Answers;

/// <summary>More rows than are read are refused, on real data with a low cap.</summary>
internal sealed class RowCapTests
{
    // Of sales channels there are five.
    private static readonly MetricRequest s_channels = new() { Metrics = ["net_sales"], Dimensions = ["sales_channel"], Time = new RequestTime("last_quarter", null, null) };

    private DemoTenantsFixture _demo = null!; // made in OneTimeSetUp

    [OneTimeSetUp]
    public async Task MakeDemoAsync() => _demo = await DemoTenantsFixture.SharedAsync();

    [Test]
    public async Task As_many_rows_as_the_cap_are_answered_and_one_more_is_refused()
    {
        var whole = await ReadAsync(s_channels, mostRows: 1_000);
        var rows = whole.Rows.Count;

        (await ReadAsync(s_channels, rows)).Rows.Should().BeEquivalentTo(whole.Rows, o => o.WithStrictOrdering());
        (await RefusalAsync(s_channels, rows - 1)).NextStep.Should().Be("Ask for less: filter, or name fewer brands, give a limit.");
    }

    [Test]
    public async Task A_limit_reads_no_more_than_it_says() =>
        (await ReadAsync(s_channels with { Limit = 2 }, mostRows: 1)).Rows.Should().HaveCount(2);

    [Test]
    public async Task Days_compared_with_that_have_too_many_rows_are_refused_rather_than_compared_in_part() =>
        (await RefusalAsync(s_channels with { Limit = 1, Compare = new RequestCompare("previous_period", null, null) }, mostRows: 1)).NextStep.Should().EndWith("leave out compare.");

    [Test]
    public async Task A_series_is_as_long_as_its_days()
    {
        var days = new MetricRequest { Metrics = ["net_sales"], Grain = "day", Time = new RequestTime("last_week", null, null) };

        (await ReadAsync(days, mostRows: 1)).Rows.Should().HaveCount(7);
    }

    private Task<MetricResult> ReadAsync(MetricRequest request, int mostRows)
    {
        var sessions = new MetricSessions(
            _demo.Services.GetRequiredService<ITenantProfiles>(), _demo.Services.GetServices<IWarehouse>(), _demo.Services.GetRequiredService<BusinessClock>(), mostRows);
        return sessions.RunAsync(_demo.Analyst("cinder"), Contexts.Answer(), session => session.Ask(request).ReadAsync(CancellationToken.None), CancellationToken.None);
    }

    private async Task<RefusalException> RefusalAsync(MetricRequest request, int mostRows)
    {
        var ask = () => ReadAsync(request, mostRows);
        var refusal = (await ask.Should().ThrowAsync<RefusalException>()).Which;
        refusal.Code.Should().Be(RefusalCode.ResultTooLarge);
        return refusal;
    }
}
