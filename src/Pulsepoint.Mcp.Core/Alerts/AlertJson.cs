using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Rules and alerts as JSON: the same on the command line, in tools and in a webhook. Times are RFC 3339 in UTC.</summary>
public static class AlertJson
{
    public static void Write(Utf8JsonWriter json, Alert alert)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(alert);

        json.WriteStartObject();
        json.WriteString("alert_id", alert.Id.Value);
        json.WriteString("state", alert.State.Name());
        json.WriteString("summary", AlertText.Of(alert));
        json.WriteString("rule_id", alert.Rule.Id.Value);
        json.WriteString("rule", alert.Rule.Name);
        json.WriteString("kind", alert.Rule.Kind.Name());
        json.WriteString("metric", alert.Rule.Metric);
        json.WriteString("brand", alert.Brand?.Value);
        json.WriteNumber("value", alert.Value);
        json.WriteNumber("threshold", alert.Threshold);
        Write(json, "fired_at", alert.FiredAt);
        Write(json, "acknowledged_at", alert.AcknowledgedAt);
        Write(json, "acknowledged_by", alert.AcknowledgedBy);
        Write(json, "resolved_at", alert.ResolvedAt);
        Write(json, "resolved_by", alert.ResolvedBy);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, AlertRule rule)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(rule);

        json.WriteStartObject();
        json.WriteString("rule_id", rule.Id.Value);
        json.WriteString("name", rule.Name);
        json.WriteString("kind", rule.Kind.Name());
        json.WriteString("metric", rule.Metric);
        json.WriteString("window", rule.Window);
        json.WriteString("brand", rule.Brand?.Value);
        json.WriteNumber("threshold", rule.Threshold);
        if (rule.Minutes is { } minutes)
            json.WriteNumber("minutes", minutes);
        if (rule.BudgetUsd is { } budget)
            json.WriteNumber("budget_usd", budget);
        json.WriteBoolean("enabled", rule.IsEnabled);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Instant? at) => json.WriteString(name, at is { } instant ? InstantPattern.ExtendedIso.Format(instant) : null);

    private static void Write(Utf8JsonWriter json, string name, UserId? person) => json.WriteString(name, person?.ToString());
}
