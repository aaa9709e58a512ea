using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Alerts;
using Pulsepoint.Mcp.Testing.Brands;

namespace Pulsepoint.Mcp.Tests.Core.Alerts;

internal sealed class AlertRuleSaverTests
{
    // In Berlin it is the 1st of December already, in New York the last day of the event.
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task What_is_over_the_brands_own_day_says()
    {
        using var store = new MemoryAlertStore(_time);
        var saver = new AlertRuleSaver(store, new FixedProfiles(), new BusinessClock(_time, null));
        var rule = AlertRules.Of(AlertKind.MetricBelow, 100) with { Window = "bfcm_2026" };

        var inNewYork = () => saver.SaveAsync(Contexts.Of("aurora"), rule with { Brand = BrandId.Parse("luma-skin") }, CancellationToken.None);
        var inBerlin = await saver.SaveAsync(Contexts.Of("aurora"), rule with { Brand = BrandId.Parse("peakform") }, CancellationToken.None);

        (await inNewYork.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.TimeInvalid);
        inBerlin.Should().BeTrue();
    }

    [Test]
    public async Task A_rule_on_usage_needs_no_look_at_the_brands()
    {
        using var store = new MemoryAlertStore(_time);
        var profiles = new FixedProfiles { Failure = Refusal.PermissionDenied("analytics:read") };
        var saver = new AlertRuleSaver(store, profiles, new BusinessClock(_time, null));

        (await saver.SaveAsync(Contexts.Of("aurora"), AlertRules.Of(AlertKind.CostOfDayAbove, 5), CancellationToken.None)).Should().BeTrue();
    }
}
