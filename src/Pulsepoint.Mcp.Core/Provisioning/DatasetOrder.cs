using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>A dataset as it shall be.</summary>
/// <param name="Tenant">Whose facts it is for, and nobody else's.</param>
/// <param name="Place">Where it lies.</param>
/// <param name="Reader">Who may read it, beside those whom an administrator lets.</param>
public sealed record DatasetOrder(TenantId Tenant, WarehousePlace Place, ServiceIdentity Reader);
