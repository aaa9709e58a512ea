using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Server.Tools.Metrics;

namespace Pulsepoint.Mcp.Server.Usage;

/// <summary>What of an answer stands in its usage event.</summary>
internal sealed record AnswerFacts
{
    public required Guid AnswerId { get; init; }

    /// <summary>Rows of the whole answer, over all its pages; an event counts those of its page.</summary>
    public required long Rows { get; init; }

    public required string Engine { get; init; }

    public required IReadOnlyList<BrandId> Brands { get; init; }

    /// <summary>The last day that every source of the answer has; null when it rests on none.</summary>
    public required LocalDate? DataThrough { get; init; }

    /// <summary>The query with every default filled in, as JSON.</summary>
    public required string Query { get; init; }

    public static AnswerFacts Of(AnswerId answer, Provenance provenance, int rows) => new()
    {
        AnswerId = answer.Value,
        Rows = rows,
        Engine = provenance.Source.Split(':')[0],
        Brands = provenance.Query.Brands.Count > UsageEvent.MostBrands ? [] : [.. provenance.Query.Brands.Select(b => b.Id)],
        DataThrough = provenance.DataThrough.Count == 0 ? null : provenance.DataThrough.Values.Min(),
        Query = MetricProvenance.QueryText(provenance.Query),
    };
}
