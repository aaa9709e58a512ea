using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.Core.Metrics.Drivers;

/// <summary>The largest drivers as they are shown: rounded, and with the rest they add up to the change that is shown.</summary>
internal sealed class ShownDrivers
{
    // Of a ratio: parts of a change are smaller than the ratio, whose six significant digits they must add up to.
    private const int RatioDecimals = 8;

    public ShownDrivers(Metric metric, IReadOnlyList<Driver> all, decimal change, int most)
    {
        Driver[] ordered = [.. all.Where(d => d.Contribution != 0m).OrderByDescending(d => Math.Abs(d.Contribution)).ThenBy(d => d.Member, StringComparer.Ordinal)];
        var rounded = ordered.Take(most).Select(d => Rounded(metric, d)).ToList();
        var rest = change - rounded.Sum(d => d.Contribution);
        OtherMembers = Math.Max(0, ordered.Length - most);
        if (OtherMembers > 0)
            Others = new Driver(null, null, null, rest, null, null);
        else if (rounded.Count > 0)
            rounded[0] = WithRest(rounded[0], rest);

        Drivers = rounded;
    }

    public IReadOnlyList<Driver> Drivers { get; }

    public Driver? Others { get; }

    public int OtherMembers { get; }

    // What rounding each part left over: less than one unit of the last digit a driver.
    private static Driver WithRest(Driver driver, decimal rest) =>
        driver with { Contribution = driver.Contribution + rest, Rate = driver.Rate is { } rate ? rate + rest : null };

    private static Driver Rounded(Metric metric, Driver d)
    {
        var mix = d.Mix is { } m ? Part(metric, m) : (decimal?)null;
        var contribution = Part(metric, d.Contribution);
        return new Driver(
            d.Member, MetricRounding.Round(metric, d.Then), MetricRounding.Round(metric, d.Now), contribution, mix, mix is null ? null : contribution - mix);
    }

    private static decimal Part(Metric metric, decimal value) =>
        Math.Round(value, metric.IsRatio ? RatioDecimals : metric.Unit == MetricUnit.Count ? 0 : 2, MidpointRounding.AwayFromZero);
}
