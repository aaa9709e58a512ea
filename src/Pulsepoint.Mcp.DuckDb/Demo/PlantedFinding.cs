using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <param name="Id">A stable name.</param>
/// <param name="Title">One sentence.</param>
/// <param name="Metric">Where it shows.</param>
/// <param name="Brand">Whose it is.</param>
/// <param name="Filters">Field and value that single it out.</param>
/// <param name="Days">When; null for always.</param>
/// <param name="Size">How much, as a decimal number; null where there is no number.</param>
/// <param name="Note">What one would say about it.</param>
internal sealed record PlantedFinding(
    string Id,
    string Title,
    string Metric,
    string Brand,
    IReadOnlyList<(string Field, string Value)> Filters,
    DateInterval? Days,
    string? Size,
    string Note);
