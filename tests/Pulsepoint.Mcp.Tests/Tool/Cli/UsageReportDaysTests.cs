using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Cli;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Testing.Access;
using Pulsepoint.Mcp.Testing.Usage;

namespace Pulsepoint.Mcp.Tests.Tool.Cli;

internal sealed class UsageReportDaysTests
{
    private static readonly UsageViews s_views = new(new FixedUsageReader(), new FakeTimeProvider(TestIssuer.Now.ToDateTimeOffset()));

    [TestCase("foo", null, null, "--time is not one of the presets.")]
    [TestCase(null, "2026-11-01", null, "--to is missing.")]
    [TestCase(null, null, "2026-11-01", "--from is missing.")]
    [TestCase(null, "yesterday", "2026-11-01", "--from is not a date *")]
    [TestCase(null, "2026-11-02", "2026-11-01", "--from lies after --to.")]
    [TestCase("today", "2026-11-01", null, "--time and --from with --to exclude each other.")]
    public void What_names_no_days_is_wrong_usage_of_the_option_at_hand(string? preset, string? from, string? to, string sentence)
    {
        var days = () => UsageReportDays.Of(s_views, preset, from, to);

        days.Should().Throw<UsageException>().WithMessage(sentence);
    }

    [Test]
    public void Without_any_it_is_this_month() =>
        UsageReportDays.Of(s_views, null, null, null).Should().Be(new DateRange(new LocalDate(2026, 11, 1), TestIssuer.Now.InUtc().Date));
}
