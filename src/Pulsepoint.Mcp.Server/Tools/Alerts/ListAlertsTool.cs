using System.Globalization;
using System.Text.Json;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Alerts;

internal sealed class ListAlertsTool(IAlertStore store, ITenantProfiles profiles) : TenantTool(s_declaration)
{
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
              "rules":{"type":"boolean"},
              "search":{"type":"string","description":"Of rules"}},
             "additionalProperties":false}
            """,
        OutputSchema = """
            {"type":"object","properties":{
              "summary":{"type":"string"},
              "warnings":{"type":"array","items":{"type":"string"}},
              "alerts":{"type":"array","items":{"type":"object"}},
              "rules":{"type":"array","items":{"type":"object"}},
              "truncated":{"type":"boolean"}},
             "required":["summary","warnings","alerts","truncated"]}
            """,
    };

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var isActiveOnly = arguments.Text("state") != "all";
        var brand = await AlertArguments.BrandAsync(profiles, tenant, arguments, cancellationToken);
        var found = await store.ListAsync(tenant, new AlertQuery { IsActiveOnly = isActiveOnly, Brand = brand, Limit = MostAlerts + 1 }, cancellationToken);
        var rules = arguments.Find("rules") is { ValueKind: JsonValueKind.True } ? await RulesAsync(tenant, brand, arguments.Text("search"), cancellationToken) : null;
        var page = new AlertPage(found, rules);

        return new ToolAnswer
        {
            Summary = Summarize(page, found.Count > page.Alerts.Count, isActiveOnly, rules?.Count),
            Warnings = page.Warnings,
            Body = page.Write,
            Table = string.Join("\n\n", Tables(page)),
        };
    }

    private async Task<IReadOnlyList<AlertRule>> RulesAsync(TenantContext tenant, BrandId? brand, string? search, CancellationToken cancellationToken)
    {
        var rules = await store.ListRulesAsync(tenant, cancellationToken);
        return [.. rules.Where(r => brand is null || r.Brand == brand).Where(r => search is null || Names(r).Any(n => n.Contains(search, StringComparison.OrdinalIgnoreCase)))];
    }

    private static IEnumerable<string> Names(AlertRule rule) => rule.Metric is { } metric ? [rule.Name, rule.Kind.Name(), metric] : [rule.Name, rule.Kind.Name()];

    private static string Summarize(AlertPage page, bool hasMore, bool isActiveOnly, int? rules)
    {
        var kind = isActiveOnly ? "active alert" : "alert";
        var count = page.Alerts.Count switch
        {
            0 => $"There is no {kind}.",
            var n => string.Create(CultureInfo.InvariantCulture, $"{(hasMore ? "More than " : "")}{n} {kind}{(n == 1 && !hasMore ? "" : "s")}."),
        };
        return rules is null ? count : string.Create(CultureInfo.InvariantCulture, $"{count} {rules} alert {(rules == 1 ? "rule" : "rules")}.");
    }

    private static IEnumerable<string> Tables(AlertPage page)
    {
        if (page.Alerts.Count > 0)
        {
            yield return TextTable.Of(
                ["alert_id", "state", "fired_at", "rule", "brand", "what"],
                page.Alerts.Select(a => (IEnumerable<string?>)
                    [a.Id.ToString(), a.State.Name(), InstantPattern.General.Format(a.FiredAt), a.Rule.Name, a.Brand?.Value, AlertText.Of(a)]));
        }

        if (page.Rules is { Count: > 0 } rules)
        {
            yield return TextTable.Of(
                ["rule_id", "name", "kind", "metric", "window", "brand", "threshold", "enabled"],
                rules.Select(r => (IEnumerable<string?>)
                    [r.Id.ToString(), r.Name, r.Kind.Name(), r.Metric, r.Window, r.Brand?.Value, r.Threshold.ToString(CultureInfo.InvariantCulture), r.IsEnabled ? "yes" : "no"]));
        }
    }
}
