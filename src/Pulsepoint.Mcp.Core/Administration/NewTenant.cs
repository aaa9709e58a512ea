using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Administration;

/// <summary>An organisation to be added.</summary>
/// <param name="Tenant">Its slug.</param>
/// <param name="Name">The name people say.</param>
/// <param name="Currency">Several brands together are reported in it.</param>
/// <param name="TimeZone">IANA zone of days that span brands.</param>
/// <param name="RetentionDays">How long its record is kept; null: as long as by default.</param>
public sealed record NewTenant(TenantId Tenant, string Name, string Currency, string TimeZone, int? RetentionDays);
