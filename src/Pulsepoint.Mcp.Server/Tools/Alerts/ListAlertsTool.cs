using System.Globalization;
using System.Text.Json;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Tools.Alerts;

internal sealed class ListAlertsTool(IAlertStore store, ITenantProfiles profiles) : TenantTool(s_declaration)
{
    // An alert takes about 100 tokens.
    private const int MostAlerts = 20;

    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "list_alerts",
        Title = "List alerts",
        Description = "Lists alerts of the key's brands, newest first: what fired, when, and whether somebody acknowledged it. With rules true, the alert rules as well.",
        Hints = ToolHints.Reads,
        Permission = Permissions.AnalyticsRead,
        InputSchema = """
            {"type":"object","properties":{
              "state":{"type":"string","enum":["active","all"],"description":"active, the default: open or acknowledged"},
              "brand":{"type":"string"},
              "rules":{"type":"boolean"}},
             "additionalProperties":false}
            """,
        OutputSchema = """
            {"type":"object","properties":{
              "summary":{"type":"string"},
              "warnings":{"type":"array","items":{"type":"string"}},
              "alerts":{"type":"array","items":{"type":"object"}},
              "rules":{"type":"array","items":{"type":"object"}}},
             "required":["summary","warnings","alerts"]}
            """,
    };

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var isActiveOnly = arguments.Text("state") != "all";
        var brand = await AlertArguments.BrandAsync(profiles, tenant, arguments, cancellationToken);
        var query = new AlertQuery { IsActiveOnly = isActiveOnly, Brand = brand, Limit = MostAlerts + 1 };
        var found = await store.ListAsync(tenant, query, cancellationToken);
        var rules = arguments.Find("rules") is { ValueKind: JsonValueKind.True } ? await store.ListRulesAsync(tenant, cancellationToken) : null;
        Alert[] shown = [.. found.Take(MostAlerts)];

        return new ToolAnswer
        {
            Summary = Summarize(shown, isActiveOnly, rules),
            Warnings = found.Count > MostAlerts ? [$"Only the newest {MostAlerts} are shown."] : [],
            Body = writer => Write(writer, shown, rules),
            Table = string.Join("\n\n", Tables(shown, rules)),
        };
    }

    private static string Summarize(Alert[] alerts, bool isActiveOnly, IReadOnlyList<AlertRule>? rules)
    {
        var kind = isActiveOnly ? "active alert" : "alert";
        var count = alerts.Length switch { 0 => $"There is no {kind}.", 1 => $"1 {kind}.", var n => string.Create(CultureInfo.InvariantCulture, $"{n} {kind}s.") };
        return rules is null ? count : string.Create(CultureInfo.InvariantCulture, $"{count} {rules.Count} alert {(rules.Count == 1 ? "rule" : "rules")}.");
    }

    private static IEnumerable<string> Tables(Alert[] alerts, IReadOnlyList<AlertRule>? rules)
    {
        if (alerts.Length > 0)
        {
            yield return TextTable.Of(
                ["alert_id", "state", "fired_at", "rule", "brand", "what"],
                alerts.Select(a => (IEnumerable<string?>)
                    [a.Id.ToString(), a.State.Name(), InstantPattern.General.Format(a.FiredAt), a.Rule.Name, a.Brand?.Value, AlertText.Of(a.Rule, a.Brand, a.Value, a.Threshold)]));
        }

        if (rules is { Count: > 0 })
        {
            yield return TextTable.Of(
                ["rule_id", "name", "kind", "metric", "window", "brand", "threshold", "enabled"],
                rules.Select(r => (IEnumerable<string?>)
                    [r.Id.ToString(), r.Name, r.Kind.Name(), r.Metric, r.Window, r.Brand?.Value, r.Threshold.ToString(CultureInfo.InvariantCulture), r.IsEnabled ? "yes" : "no"]));
        }
    }

    private static void Write(Utf8JsonWriter writer, Alert[] alerts, IReadOnlyList<AlertRule>? rules)
    {
        writer.WriteStartArray("alerts");
        foreach (var alert in alerts)
            AlertJson.Write(writer, alert);

        writer.WriteEndArray();
        if (rules is null)
            return;

        writer.WriteStartArray("rules");
        foreach (var rule in rules)
            AlertJson.Write(writer, rule);

        writer.WriteEndArray();
    }
}
