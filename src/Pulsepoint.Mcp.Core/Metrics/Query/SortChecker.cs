using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>
/// The order of rows. Asked for none: periods and months run forward, and within them the largest value of the first metric leads.
/// </summary>
internal static class SortChecker
{
    public const string Period = "date";

    public static IReadOnlyList<SortKey> Check(
        IReadOnlyList<RequestOrder> orders, IReadOnlyList<Metric> metrics, IReadOnlyList<Dimension> dimensions, TimeGrain? grain)
    {
        if (orders.Count > 0)
            return [.. orders.Select((o, i) => Key(o, $"order_by[{i}].by", metrics, dimensions, grain))];

        List<SortKey> keys = [];
        if (grain is not null)
            keys.Add(new SortKey(SortTarget.Period, Period, IsDescending: false));
        keys.AddRange(dimensions.Where(d => d.IsOrdered).Select(d => new SortKey(SortTarget.Dimension, d.Id, IsDescending: false)));
        if (dimensions.Any(d => !d.IsOrdered))
            keys.Add(new SortKey(SortTarget.Metric, metrics[0].Id, IsDescending: true));
        return keys;
    }

    private static SortKey Key(RequestOrder order, string place, IReadOnlyList<Metric> metrics, IReadOnlyList<Dimension> dimensions, TimeGrain? grain)
    {
        SortTarget target;
        if (metrics.Any(m => m.Id == order.By))
            target = SortTarget.Metric;
        else if (dimensions.Any(d => d.Id == order.By))
            target = SortTarget.Dimension;
        else if (grain is not null && order.By is Period or "day" or "week" or "month" or "quarter" or "year")
            target = SortTarget.Period;
        else
            throw new RefusalException(RefusalCode.ValueInvalid, $"{SentName.At(place, order.By)} is nothing that the query shows.", "Order by one of the query's metrics or dimensions, or by date when there is a grain.");

        var descending = order.Dir switch
        {
            null => target == SortTarget.Metric,
            "asc" => false,
            "desc" => true,
            _ => throw new RefusalException(RefusalCode.ValueInvalid, "dir of order_by is neither asc nor desc.", "Use asc or desc."),
        };
        return new SortKey(target, target == SortTarget.Period ? Period : order.By, descending);
    }
}
