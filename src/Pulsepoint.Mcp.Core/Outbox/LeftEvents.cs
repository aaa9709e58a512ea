using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>What a key left here that nobody delivers for now.</summary>
/// <param name="Tenant">Whose key.</param>
/// <param name="Key">Which.</param>
/// <param name="Events">How many events wait for at least one sink.</param>
/// <param name="OldestAge">How long the oldest of them has waited.</param>
public sealed record LeftEvents(TenantId Tenant, KeyId Key, long Events, Duration OldestAge);
