using NodaTime;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Alerts;

internal sealed record AlertRow
{
    public required Guid AlertId { get; init; }

    public string? AlertBrand { get; init; }

    public required string State { get; init; }

    public decimal? Value { get; init; }

    public decimal? FiredThreshold { get; init; }

    public required DateTime FiredAt { get; init; }

    public DateTime? AcknowledgedAt { get; init; }

    public Guid? AcknowledgedBy { get; init; }

    public DateTime? ResolvedAt { get; init; }

    public Guid? ResolvedBy { get; init; }

    public required DateTime ChangedAt { get; init; }

    public string? Currency { get; init; }

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

    public Alert ToAlert() => new()
    {
        Id = new AlertId(AlertId),
        Rule = RuleRow().ToRule(),
        Brand = AlertBrand is { } brand ? Core.Tenancy.BrandId.Parse(brand) : null,
        State = AlertStates.Of(State)!.Value, // the column holds no other
        Currency = Currency,
        Value = Value ?? 0,
        Threshold = FiredThreshold ?? Threshold,
        FiredAt = Instant.FromDateTimeUtc(FiredAt),
        AcknowledgedAt = At(AcknowledgedAt),
        AcknowledgedBy = By(AcknowledgedBy),
        ResolvedAt = At(ResolvedAt),
        ResolvedBy = By(ResolvedBy),
        ChangedAt = Instant.FromDateTimeUtc(ChangedAt),
    };

    private RuleRow RuleRow() => new()
    {
        Id = Id,
        Name = Name,
        BrandId = BrandId,
        Kind = Kind,
        Metric = Metric,
        Threshold = Threshold,
        TimeWindow = TimeWindow,
        Minutes = Minutes,
        BudgetUsd = BudgetUsd,
        Enabled = Enabled,
    };

    private static Instant? At(DateTime? at) => at is { } utc ? Instant.FromDateTimeUtc(utc) : null;

    private static UserId? By(Guid? person) => person is { } id ? new UserId(id) : null;
}
