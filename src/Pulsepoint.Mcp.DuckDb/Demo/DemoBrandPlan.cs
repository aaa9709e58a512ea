using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>A brand with everything that its rows follow from.</summary>
internal sealed record DemoBrandPlan(DemoBrand Brand, DemoSlots Slots, IReadOnlyList<DemoDay> Days)
{
    // So many orders with their lines fit a writer's memory several times over.
    private const long OrdersPerSlice = 250_000;

    public static DemoBrandPlan Of(DemoBrand brand, DemoRange range)
    {
        var slots = new DemoSlots(brand);
        return new DemoBrandPlan(brand, slots, DemoPlan.Of(brand, slots, range.From, brand.Today(range.Now), range.Scale));
    }

    public long Orders => Days.Sum(d => d.Orders);

    /// <summary>Runs of days that are generated at once: the whole range at scale 1, weeks or days at scale 50.</summary>
    public IEnumerable<(LocalDate From, LocalDate To, long Orders)> Slices()
    {
        var (first, orders) = (0, 0L);
        for (var i = 0; i < Days.Count; i++)
        {
            orders += Days[i].Orders;
            if (orders < OrdersPerSlice && i < Days.Count - 1)
                continue;

            yield return (Days[first].Day, Days[i].Day, orders);
            (first, orders) = (i + 1, 0);
        }
    }
}
