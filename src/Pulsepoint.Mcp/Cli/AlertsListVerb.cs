using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Alerts;

namespace Pulsepoint.Mcp.Cli;

internal static class AlertsListVerb
{
    private static readonly string[] s_heading = ["alert", "state", "fired", "rule", "brand", "what"];

    private static readonly Option<bool> s_all = new("--all") { Description = "Those that are resolved, too." };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a table." };

    public static Command Create()
    {
        var command = new Command("list", "List alerts, newest first.") { s_all, s_json };
        command.Runs(ListAsync);
        return command;
    }

    private static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenant = services.GetRequiredService<IConfiguredKey>().Require();
        var alerts = await services.GetRequiredService<IAlertStore>().ListAsync(
            tenant, new AlertQuery { IsActiveOnly = !parsed.GetValue(s_all) }, cancellationToken);
        if (parsed.GetValue(s_json))
        {
            await JsonOutput.WriteAsync(
                json =>
                {
                    json.WriteStartArray("alerts");
                    foreach (var alert in alerts)
                        AlertJson.Write(json, alert);

                    json.WriteEndArray();
                },
                cancellationToken);
            return ExitCode.Done;
        }

        foreach (var line in Columns.Lines(s_heading, alerts.Select(Row)))
            await Console.Out.WriteLineAsync(line);

        return ExitCode.Done;
    }

    private static IReadOnlyList<string> Row(Alert a) =>
    [
        a.Id.ToString(), a.State.Name(), InstantPattern.General.Format(a.FiredAt), a.Rule.Name, a.Brand?.Value ?? "-",
        AlertText.Of(a),
    ];
}
