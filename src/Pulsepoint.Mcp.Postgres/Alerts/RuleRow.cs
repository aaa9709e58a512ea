using Pulsepoint.Mcp.Core.Alerts;

namespace Pulsepoint.Mcp.Postgres.Alerts;

internal sealed record RuleRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public string? BrandId { get; init; }

    public required string Kind { get; init; }

    public string? Metric { get; init; }

    public required decimal Threshold { get; init; }

    public string? TimeWindow { get; init; }

    public int? Minutes { get; init; }

    public decimal? BudgetUsd { get; init; }

    public required bool Enabled { get; init; }

    public AlertRule ToRule() => new()
    {
        Id = new AlertRuleId(Id),
        Name = Name,
        Brand = BrandId is { } brand ? Core.Tenancy.BrandId.Parse(brand) : null,
        Kind = AlertKinds.Of(Kind)!.Value, // the column holds no other
        Metric = Metric,
        Threshold = Threshold,
        Window = TimeWindow,
        Minutes = Minutes,
        BudgetUsd = BudgetUsd,
        IsEnabled = Enabled,
    };
}
