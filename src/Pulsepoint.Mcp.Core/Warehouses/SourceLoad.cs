using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>How far one brand's source is loaded.</summary>
/// <param name="Brand">The brand.</param>
/// <param name="Source">One of <c>shopify meta tiktok google</c>.</param>
/// <param name="FirstDay">First day with data, local to the brand (shops) or the ad account.</param>
/// <param name="DataThrough">Last day with data; later days are unknown (null), never zero.</param>
/// <param name="Gaps">Days in between that could not be loaded: missing, never zero.</param>
public sealed record SourceLoad(BrandId Brand, string Source, LocalDate FirstDay, LocalDate DataThrough, IReadOnlyList<LocalDate> Gaps);
