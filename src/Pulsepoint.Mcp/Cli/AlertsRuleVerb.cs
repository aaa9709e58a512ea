using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Alert rules for scripts, as JSON.</summary>
internal static class AlertsRuleVerb
{
    private static readonly Argument<string> s_rule = new("ID") { Description = "The rule's id, as 'alerts rule list' prints it." };

    public static Command Create()
    {
        var list = new Command("list", "Print every rule as JSON.");
        list.Runs(ListAsync);
        var remove = new Command("remove", "Remove a rule with its alerts.") { s_rule };
        remove.Runs(RemoveAsync);
        return new Command("rule", "What is watched.") { list, AlertsRuleSaveVerb.Create(), remove };
    }

    public static AlertRuleId IdOf(string? text) => Guid.TryParseExact(text, "D", out var id)
        ? new AlertRuleId(id)
        : throw new UsageException("That is not the id of a rule.", "See them with 'pulsepoint-mcp alerts rule list'.");

    private static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var rules = await services.GetRequiredService<IAlertStore>().ListRulesAsync(TenantOf(services), cancellationToken);
        await JsonOutput.WriteAsync(json => Write(json, rules), cancellationToken);
        return ExitCode.Done;
    }

    private static async Task<int> RemoveAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = IdOf(parsed.GetValue(s_rule));
        var wasThere = await services.GetRequiredService<IAlertStore>().RemoveRuleAsync(TenantOf(services), id, cancellationToken);
        await Console.Out.WriteLineAsync(wasThere ? $"Rule {id} and its alerts are removed." : $"Rule {id} was not there.");
        return ExitCode.Done;
    }

    private static TenantContext TenantOf(IServiceProvider services) => services.GetRequiredService<IConfiguredKey>().Require();

    private static void Write(Utf8JsonWriter json, IReadOnlyList<AlertRule> rules)
    {
        json.WriteStartArray("rules");
        foreach (var rule in rules)
            AlertJson.Write(json, rule);

        json.WriteEndArray();
    }
}
