using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>Rows of one organisation that are older than it keeps them.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Table">Of which table.</param>
/// <param name="Days">How long they are kept.</param>
/// <param name="Rows">How many.</param>
public sealed record ExpiredRows(TenantId Tenant, string Table, int Days, long Rows);
