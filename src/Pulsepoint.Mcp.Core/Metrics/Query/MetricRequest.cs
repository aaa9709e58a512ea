namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>A query as it was sent: names not yet checked, defaults not yet filled in.</summary>
public sealed record MetricRequest
{
    public IReadOnlyList<string> Metrics { get; init; } = [];

    public IReadOnlyList<string> Dimensions { get; init; } = [];

    public IReadOnlyList<RequestFilter> Filters { get; init; } = [];

    public RequestTime? Time { get; init; }

    public string? Grain { get; init; }

    public RequestCompare? Compare { get; init; }

    public IReadOnlyList<RequestFilter> Having { get; init; } = [];

    public IReadOnlyList<RequestOrder> OrderBy { get; init; } = [];

    public int? Limit { get; init; }

    /// <summary>Amounts in the organisation's reporting currency, even where all brands asked about share another.</summary>
    public bool IsInReportingCurrency { get; init; }

    /// <summary>Brand slugs; null for every brand that the key may see.</summary>
    public IReadOnlyList<string>? Brands { get; init; }
}
