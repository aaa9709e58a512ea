using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Takes an alert one step on.</summary>
internal static class AlertsMoveVerb
{
    private static readonly Argument<string> s_alert = new("ID") { Description = "The alert's id, as 'alerts list' prints it." };

    public static Command Acknowledge() => Create(
        "acknowledge", "Say that somebody has seen an alert.", "acknowledged", (store, tenant, id, token) => store.AcknowledgeAsync(tenant, id, token));

    public static Command Resolve() => Create(
        "resolve", "Say that an alert is dealt with; it opens anew if its condition still holds.", "resolved", (store, tenant, id, token) => store.ResolveAsync(tenant, id, token));

    private static Command Create(string name, string description, string state, Func<IAlertStore, TenantContext, AlertId, CancellationToken, Task<bool>> move)
    {
        var command = new Command(name, description) { s_alert };
        command.Runs(async (services, parsed, cancellationToken) =>
        {
            var id = Guid.TryParseExact(parsed.GetValue(s_alert), "D", out var alert)
                ? new AlertId(alert)
                : throw new UsageException("That is not the id of an alert.", "See them with 'pulsepoint-mcp alerts list'.");
            var tenant = services.GetRequiredService<IConfiguredKey>().Require();
            var hasMoved = await move(services.GetRequiredService<IAlertStore>(), tenant, id, cancellationToken);
            await Console.Out.WriteLineAsync(hasMoved ? $"Alert {id} is {state}." : $"Alert {id} was so already, or is resolved.");
            return ExitCode.Done;
        });
        return command;
    }
}
