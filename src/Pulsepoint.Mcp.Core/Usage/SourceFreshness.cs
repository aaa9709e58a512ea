using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>How far one brand's source is loaded.</summary>
/// <param name="Brand">The brand.</param>
/// <param name="Source">One of <c>shopify meta tiktok google</c>.</param>
/// <param name="DataThrough">The last day with data, in the brand's own time zone.</param>
/// <param name="LoadedAt">When it was loaded.</param>
public sealed record SourceFreshness(BrandId Brand, string Source, LocalDate DataThrough, Instant LoadedAt);
