namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <param name="Field">A dimension, or in <c>having</c> a metric.</param>
/// <param name="Op">One of <c>eq neq in not_in contains gt gte lt lte</c>.</param>
/// <param name="Values">The values as text; numbers in invariant form.</param>
public sealed record RequestFilter(string Field, string Op, IReadOnlyList<string> Values);
