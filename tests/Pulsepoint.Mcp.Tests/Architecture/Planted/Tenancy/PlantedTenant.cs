using Pulsepoint.Mcp.Tests.Architecture.Planted.Metrics;

namespace Pulsepoint.Mcp.Tests.Architecture.Planted.Tenancy;

/// <summary>A fault on purpose: the lowest feature uses a higher one.</summary>
internal sealed record PlantedTenant(PlantedMetric Metric);
