using System.Text.Json;

namespace Pulsepoint.Mcp.Testing;

/// <summary>Something hidden in the demo data.</summary>
public sealed record AnswerFinding(
    string Id, string Metric, string Brand, IReadOnlyDictionary<string, string> Filters, string? From, string? To, string? Size)
{
    internal static AnswerFinding Read(JsonElement finding) => new(
        finding.GetProperty("id").GetString()!,
        finding.GetProperty("metric").GetString()!,
        finding.GetProperty("brand").GetString()!,
        finding.GetProperty("filters").EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetString()!),
        finding.GetProperty("from").GetString(),
        finding.GetProperty("to").GetString(),
        finding.GetProperty("size").GetString());
}
