namespace Pulsepoint.Mcp.Core.Metrics.Drivers;

/// <summary>
/// How much a dimension tells about a change: how far its most surprising member is from having changed like all the rest.
/// A surprise is measured against the member's size, as chance moves large members more; and many members hold larger
/// surprises by chance alone. Only to be compared between dimensions of the same change.
/// </summary>
internal static class Telling
{
    /// <param name="drivers">The members' parts of the change.</param>
    /// <param name="sizes">The members' sizes then and now, in the same order.</param>
    public static double Score(IReadOnlyList<Driver> drivers, IReadOnlyList<(decimal Then, decimal Now)> sizes)
    {
        var change = drivers.Sum(d => d.Contribution);
        var all = sizes.Sum(s => Math.Abs(s.Then));
        if (all == 0m)
            return 0;

        var most = drivers.Select((d, i) => Surprise(d.Contribution - (change * Math.Abs(sizes[i].Then) / all), sizes[i])).Max();
        return most / (1 + Math.Log(drivers.Count));
    }

    private static double Surprise(decimal excess, (decimal Then, decimal Now) size)
    {
        var between = (double)(Math.Abs(size.Then) + Math.Abs(size.Now)) / 2;
        return between == 0 ? 0 : (double)excess * (double)excess / between;
    }
}
