using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Alerts;

internal sealed class SaveAlertRuleTool(AlertRuleSaver rules, TimeProvider time, ITenantProfiles profiles) : TenantTool(s_declaration)
{
    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "save_alert_rule",
        Title = "Save alert rule",
        Description = "Adds an alert rule, or changes the one of rule_id; all its values are given anew. metric_… rules need metric and window (a preset like yesterday or last_7_days), error_rate_above and latency_p95_above minutes, budget_share_above budget_usd (of a month). The threshold is in the metric's unit; changes, rates and shares are fractions (0.2 is 20 %), data_missing counts days, cost is in USD, latency in ms. Where alerts are sent, administrators set elsewhere.",
        Hints = new ToolHints(ReadOnly: false, Destructive: true, Idempotent: false, OpenWorld: false),
        Permission = Permissions.AlertsManage,
        InputSchema = """
            {"type":"object","properties":{
              "rule_id":{"type":"string","description":"Of the rule to change, from list_alerts"},
              "name":{"type":"string"},
              "kind":{"type":"string","enum":["metric_above","metric_below","metric_rises","metric_falls","data_missing","cost_of_day_above","error_rate_above","latency_p95_above","budget_share_above"]},
              "metric":{"type":"string"},
              "window":{"type":"string"},
              "brand":{"type":"string","description":"Leave out for all brands together"},
              "threshold":{"type":"number"},
              "minutes":{"type":"integer"},
              "budget_usd":{"type":"number"},
              "enabled":{"type":"boolean"}},
             "required":["name","kind","threshold"],
             "additionalProperties":false}
            """,
        OutputSchema = """
            {"type":"object","properties":{
              "summary":{"type":"string"},
              "warnings":{"type":"array","items":{"type":"string"}},
              "rule":{"type":"object"}},
             "required":["summary","warnings","rule"]}
            """,
    };

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var rule = new AlertRule
        {
            Id = AlertArguments.Id(arguments, "rule_id") is { } id ? new AlertRuleId(id) : AlertRuleId.New(time),
            Name = arguments.Text("name")!, // the schema requires it, like kind and threshold
            Kind = AlertKinds.Of(arguments.Text("kind"))!.Value,
            Metric = arguments.Text("metric"),
            Window = arguments.Text("window"),
            Brand = await AlertArguments.BrandAsync(profiles, tenant, arguments, cancellationToken),
            Threshold = AlertArguments.Amount(arguments, "threshold")!.Value,
            Minutes = arguments.Number("minutes"),
            BudgetUsd = AlertArguments.Amount(arguments, "budget_usd"),
            IsEnabled = arguments.Find("enabled")?.GetBoolean() ?? true,
        };
        var isNew = await rules.SaveAsync(tenant, rule, cancellationToken);

        return new ToolAnswer
        {
            Summary = $"The alert rule is {(isNew ? "added" : "changed")}; its rule_id is {rule.Id}.",
            Body = writer =>
            {
                writer.WritePropertyName("rule");
                AlertJson.Write(writer, rule);
            },
        };
    }
}
