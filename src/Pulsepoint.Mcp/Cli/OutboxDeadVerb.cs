using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Events that a sink will not take, and what it said; never what is in them.</summary>
internal static class OutboxDeadVerb
{
    private static readonly string[] s_heading = ["event", "sink", "organisation", "died", "attempts", "reason", "the sink said"];

    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a table." };

    public static Command Create()
    {
        var command = new Command("dead", "List events that a sink will not take, and what it said.") { s_json };
        command.Runs(ListAsync);
        return command;
    }

    private static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var dead = await services.GetRequiredService<IOutboxAdministration>().DeadAsync(cancellationToken);
        if (parsed.GetValue(s_json))
        {
            await JsonOutput.WriteAsync(json => Write(json, dead), cancellationToken);
            return ExitCode.Done;
        }

        foreach (var line in Columns.Lines(s_heading, dead.Select(Row)))
            await Console.Out.WriteLineAsync(line);

        return ExitCode.Done;
    }

    private static IReadOnlyList<string> Row(DeadEvent d) =>
        [d.Id.ToString(), d.Sink, d.Tenant.Value, InstantPattern.General.Format(d.Died), d.Attempts.ToString(CultureInfo.InvariantCulture), d.Reason, d.LastError];

    private static void Write(Utf8JsonWriter json, IReadOnlyList<DeadEvent> dead)
    {
        json.WriteStartArray("dead");
        foreach (var d in dead)
        {
            json.WriteStartObject();
            json.WriteString("event_id", d.Id.Value);
            json.WriteString("sink", d.Sink);
            json.WriteString("tenant", d.Tenant.Value);
            json.WriteString("key", d.Key.Value);
            json.WriteString("created_at", InstantPattern.General.Format(d.Created));
            json.WriteString("died_at", InstantPattern.General.Format(d.Died));
            json.WriteString("reason", d.Reason);
            json.WriteString("last_error", d.LastError);
            json.WriteNumber("attempts", d.Attempts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
