namespace Pulsepoint.Mcp.Tests.Architecture.Planted.Metrics;

internal sealed record PlantedMetric(string Id);
