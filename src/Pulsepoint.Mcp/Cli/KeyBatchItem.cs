using NodaTime;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>A line of a batch after it was found to be good.</summary>
internal sealed record KeyBatchItem(
    TenantDescription Tenant, UserDescription User, Permissions Permissions, BrandScope Brands, Duration Lifetime, string? Note, string File);
