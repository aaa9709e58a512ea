using NodaTime;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Testing.Alerts;

/// <summary>Rules of every kind that can be evaluated, and events for them.</summary>
public static class AlertRules
{
    public static AlertRule Of(AlertKind kind, decimal threshold) => new()
    {
        Id = AlertRuleId.New(TimeProvider.System),
        Name = kind.Name(),
        Kind = kind,
        Threshold = threshold,
        Metric = kind.IsOnMetric() ? "net_sales" : null,
        Window = kind.IsOnMetric() ? "yesterday" : null,
        Minutes = kind.HasMinutes() ? 15 : null,
        BudgetUsd = kind is AlertKind.BudgetShareAbove ? 100 : null,
    };

    public static UsageEvent Call(Instant at, EventOutcome outcome = EventOutcome.Ok, int latencyMs = 20, decimal costUsd = 0) => new()
    {
        Id = new EventId(Guid.CreateVersion7(at.ToDateTimeOffset())),
        Type = EventType.ToolCall,
        OccurredAt = at,
        Tool = "query_metrics",
        Outcome = outcome,
        LatencyMs = latencyMs,
        CostUsd = costUsd,
    };
}
