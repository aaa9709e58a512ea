using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Values;

/// <summary>A question for the values of a dimension as it was sent.</summary>
/// <param name="Dimension">Its id.</param>
/// <param name="Search">Part of a value; null for all.</param>
/// <param name="Brands">Brand slugs; null for every brand that the key may see.</param>
/// <param name="Limit">At most so many values; null for <see cref="ValueChecker.DefaultLimit"/>.</param>
/// <param name="After">Only the values that come after this one in the list's order; null for its beginning.</param>
public sealed record ValueRequest(string Dimension, string? Search = null, IReadOnlyList<string>? Brands = null, int? Limit = null, ValuePlace? After = null);
