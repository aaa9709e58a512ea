using NodaTime;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>One group with its metrics, not yet rounded.</summary>
internal sealed record TableRow(LocalDate? Period, IReadOnlyList<string?> Keys, IReadOnlyList<decimal?> Values);
