using System.Globalization;
using NodaTime;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Provisioning;

/// <summary>A dataset that is there is taken, whoever made it, unless it lies elsewhere, is another tenant's, or forgets.</summary>
internal static class DatasetDifference
{
    public static Difference<Dataset> Of(DatasetOrder order, WarehousePlace place, Dataset? existing)
    {
        var reference = new DatasetReference(place.Dataset.Project!, place.Dataset.Name); // every place names its project
        var labels = ProvisioningLabels.Of(order.Tenant);
        var description = place == order.EventsPlace ? $"The usage events of {order.Tenant}, and of nobody else." : $"The facts of {order.Tenant}, and of nobody else.";
        if (existing is null)
        {
            return Difference<Dataset>.Make(
                new Dataset { DatasetReference = reference, Location = place.Location, Description = description, Labels = labels },
                $"in {place.Location}");
        }

        var missing = ProvisioningLabels.Missing(existing.Labels, labels);
        return Difference<Dataset>.Of(
            new Dataset { DatasetReference = reference, Labels = missing },
            [.. missing.Select(l => $"label {l.Key}={l.Value}")],
            [.. Conflicts(order, place, existing)]);
    }

    private static IEnumerable<string> Conflicts(DatasetOrder order, WarehousePlace place, Dataset existing)
    {
        var name = place.Dataset;
        if (existing.Location is { } location && !location.Equals(place.Location, StringComparison.OrdinalIgnoreCase))
            yield return $"the dataset {name} lies in {location}, not in {place.Location}, and cannot be moved";
        if (existing.Labels?.GetValueOrDefault(ProvisioningLabels.Tenant) is { } tenant && tenant != order.Tenant.Value)
            yield return $"the label of the dataset {name} says that it is another organisation's";
        if ((existing.DefaultTableExpirationMs ?? existing.DefaultPartitionExpirationMs) is { } kept)
            yield return string.Create(CultureInfo.InvariantCulture, $"the dataset {name} deletes its tables or their days after {Duration.FromMilliseconds(kept).TotalDays:0.#} days");
    }
}
