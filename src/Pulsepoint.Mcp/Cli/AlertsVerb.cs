using System.CommandLine;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Alerts of one organisation, with its key; where they are sent, its administrator or the platform says.</summary>
internal static class AlertsVerb
{
    public static Command Create() => new("alerts", "Watch an organisation's numbers and usage, and handle what was found.")
    {
        AlertsWatchVerb.Create(),
        AlertsListVerb.Create(),
        AlertsMoveVerb.Acknowledge(),
        AlertsMoveVerb.Resolve(),
        AlertsRuleVerb.Create(),
        AlertsWebhookVerb.Create(),
    };
}
