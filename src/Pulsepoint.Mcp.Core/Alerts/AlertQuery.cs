using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Which alerts to read, newest first.</summary>
public sealed record AlertQuery
{
    /// <summary>Those that are open or acknowledged.</summary>
    public static AlertQuery Active { get; } = new() { IsActiveOnly = true };

    /// <summary>Only those that are open or acknowledged.</summary>
    public bool IsActiveOnly { get; init; }

    /// <summary>Only those of this brand.</summary>
    public BrandId? Brand { get; init; }

    /// <summary>Only these; null for all.</summary>
    public IReadOnlyList<AlertId>? Ids { get; init; }

    public int Limit { get; init; } = 1_000;
}
