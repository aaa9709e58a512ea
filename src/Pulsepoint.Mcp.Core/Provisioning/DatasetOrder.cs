using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>A tenant's datasets as they shall be: that of its facts, and beside it that of its usage events.</summary>
/// <param name="Tenant">Whose facts they are for, and nobody else's.</param>
/// <param name="Place">Where the facts lie.</param>
/// <param name="Reader">Who may read the facts, beside those whom an administrator lets.</param>
public sealed record DatasetOrder(TenantId Tenant, WarehousePlace Place, ServiceIdentity Reader)
{
    // A slug has no two dashes in a row, so no dataset of facts is called so by itself, and none may be by the operator's wish.
    private const string OfEvents = "__events";

    private const int LongestName = 200;

    /// <summary>Whether a name is left for the dataset of events.</summary>
    public static bool HasRoomForEvents(WarehousePlace place) => place.Dataset.Name.Length + OfEvents.Length <= LongestName;

    /// <summary>
    /// Where the usage events lie. The tenant's identity does not read it: what colleagues asked is for those whom the database lets
    /// see it, and not for every key that may have a token of that identity.
    /// </summary>
    public WarehousePlace EventsPlace => Place with { Dataset = DatasetName.Parse(Place.Dataset + OfEvents) };
}
