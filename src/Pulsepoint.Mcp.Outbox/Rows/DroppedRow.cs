using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Outbox.Rows;

/// <summary>A usage event that was given up for want of room.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Tenant">Whose, as it stands in the row.</param>
/// <param name="Key">The key that made it.</param>
/// <param name="Created">In milliseconds of UTC since 1970.</param>
internal sealed record DroppedRow(long Sequence, string Tenant, KeyId Key, long Created);
