using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Adds a rule, or changes the one of an id; every value is given anew.</summary>
internal static class AlertsRuleSaveVerb
{
    private static readonly Option<string?> s_id = new("--id") { Description = "Of the rule to change; without it, one is added.", HelpName = "ID" };
    private static readonly Option<string> s_name = new("--name") { Description = "What people call it.", HelpName = "TEXT", Required = true };
    private static readonly Option<string> s_kind = new("--kind") { Description = $"One of {string.Join(", ", AlertKinds.Names)}.", HelpName = "KIND", Required = true };
    private static readonly Option<decimal> s_threshold = new("--threshold") { Description = "In the unit of what is watched; changes, rates and shares as fractions.", HelpName = "NUMBER", Required = true };
    private static readonly Option<string?> s_metric = new("--metric") { Description = "Of metric_… rules.", HelpName = "ID" };
    private static readonly Option<string?> s_window = new("--window") { Description = "Of metric_… rules: yesterday, last_7_days, last_month.", HelpName = "PRESET" };
    private static readonly Option<string?> s_brand = new("--brand") { Description = "One brand; without it, all together.", HelpName = "ID" };
    private static readonly Option<int?> s_minutes = new("--minutes") { Description = "Of error_rate_above and latency_p95_above.", HelpName = "N" };
    private static readonly Option<decimal?> s_budget = new("--budget-usd") { Description = "Of budget_share_above: what a month may cost.", HelpName = "USD" };
    private static readonly Option<bool> s_disabled = new("--disabled") { Description = "Keep the rule, but do not evaluate it." };

    public static Command Create()
    {
        var command = new Command("save", "Add a rule, or change one; prints it as JSON.")
        {
            s_id, s_name, s_kind, s_threshold, s_metric, s_window, s_brand, s_minutes, s_budget, s_disabled,
        };
        command.Runs(SaveAsync);
        return command;
    }

    private static async Task<int> SaveAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var rule = RuleOf(parsed, services.GetRequiredService<TimeProvider>());
        var isNew = await services.GetRequiredService<AlertRuleSaver>().SaveAsync(
            services.GetRequiredService<IConfiguredKey>().Require(), rule, cancellationToken);
        await JsonOutput.WriteAsync(
            json =>
            {
                json.WriteBoolean("added", isNew);
                json.WritePropertyName("rule");
                AlertJson.Write(json, rule);
            },
            cancellationToken);
        return ExitCode.Done;
    }

    private static AlertRule RuleOf(ParseResult parsed, TimeProvider time) => new()
    {
        Id = parsed.GetValue(s_id) is { } id ? AlertsRuleVerb.IdOf(id) : AlertRuleId.New(time),
        Name = parsed.GetRequiredValue(s_name),
        Kind = AlertKinds.Of(parsed.GetRequiredValue(s_kind))
            ?? throw new UsageException("--kind is none of the kinds there are.", $"One of {string.Join(", ", AlertKinds.Names)}."),
        Threshold = parsed.GetRequiredValue(s_threshold),
        Metric = parsed.GetValue(s_metric),
        Window = parsed.GetValue(s_window),
        Brand = BrandOf(parsed.GetValue(s_brand)),
        Minutes = parsed.GetValue(s_minutes),
        BudgetUsd = parsed.GetValue(s_budget),
        IsEnabled = !parsed.GetValue(s_disabled),
    };

    private static BrandId? BrandOf(string? text) => text switch
    {
        null => null,
        _ when BrandId.TryParse(text, out var brand) => brand,
        _ => throw new UsageException("--brand is not the id of a brand.", "For example: --brand luma-skin"),
    };
}
