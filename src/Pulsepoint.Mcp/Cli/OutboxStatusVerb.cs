using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Json;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Cli;

/// <summary>How much waits for which sink, since when and why.</summary>
internal static class OutboxStatusVerb
{
    private static readonly string[] s_heading = ["sink", "waiting", "oldest", "attempts", "dead", "last error"];
    private static readonly string[] s_leftHeading = ["organisation", "key", "events left", "oldest"];

    // Whoever uses a key does so now and then; what waits for longer waits for nobody.
    private static readonly Duration s_longest = Duration.FromDays(30);

    private const string Emptied = "emptied";

    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a table." };

    public static Command Create()
    {
        var command = new Command("status", "Say what waits for which sink, since when and why; exit code 1 if somebody must look after it.") { s_json };
        command.Runs(ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var status = await services.GetRequiredService<IOutboxAdministration>().StatusAsync(cancellationToken);
        if (parsed.GetValue(s_json))
        {
            await JsonOutput.WriteAsync(json => Write(json, status), cancellationToken);
            return CodeOf(status);
        }

        foreach (var line in status.File is null ? ["Nothing was kept here yet."] : Lines(status))
            await Console.Out.WriteLineAsync(line);

        return CodeOf(status);
    }

    private static int CodeOf(OutboxStatus status) =>
        status.DamagedFiles.Count > 0 || status.Sinks.Any(s => s.Dead > 0) || status.Left.Any(l => l.OldestAge > s_longest) ? ExitCode.Failed : ExitCode.Done;

    private static IEnumerable<string> Lines(OutboxStatus status)
    {
        foreach (var line in Columns.Lines(s_heading, status.Sinks.Select(Row)))
            yield return line;

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{status.Events} events, {Size(status.UsedBytes)} of {Size(status.HardCapBytes)} in {status.File}; {status.Dropped} given up for want of room.");
        foreach (var file in status.DamagedFiles)
            yield return $"A damaged file was set aside: {file}. Remove it when nobody needs it any more.";

        foreach (var incident in status.Incidents.Where(i => i.Kind == Emptied))
            yield return string.Create(CultureInfo.InvariantCulture, $"On {InstantPattern.General.Format(incident.At)} the file was found emptied, removed or replaced: at least {incident.Events} events were in it.");

        if (status.Left.Count == 0)
            yield break;

        yield return "";
        foreach (var line in Columns.Lines(s_leftHeading, status.Left.Select(Row)))
            yield return line;

        yield return "No process delivers these now; the next one with that key does. What an ended key left does not go by itself:";
        yield return "  pulsepoint-mcp outbox import --tenant SLUG KEY  brings it into the database";
        yield return "  pulsepoint-mcp outbox forget --tenant SLUG KEY  gives it up";
    }

    private static IReadOnlyList<string> Row(LeftEvents left) =>
        [left.Tenant.Value, left.Key.ToString(), left.Events.ToString(CultureInfo.InvariantCulture), Age(left.OldestAge)];

    private static IReadOnlyList<string> Row(SinkStatus s) =>
    [
        s.Sink,
        s.Waiting.ToString(CultureInfo.InvariantCulture),
        s.OldestAge is { } age ? Age(age) : "",
        s.Attempts.ToString(CultureInfo.InvariantCulture),
        s.Dead.ToString(CultureInfo.InvariantCulture),
        s.LastError ?? "",
    ];

    private static string Age(Duration age) => age.TotalDays >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0.0} days")
        : string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0} s");

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB");

    private static void Write(Utf8JsonWriter json, OutboxStatus status)
    {
        json.WriteString("file", status.File);
        json.WriteNumber("events", status.Events);
        json.WriteNumber("used_bytes", status.UsedBytes);
        json.WriteNumber("soft_cap_bytes", status.SoftCapBytes);
        json.WriteNumber("hard_cap_bytes", status.HardCapBytes);
        json.WriteNumber("dropped", status.Dropped);
        json.WriteStartArray("sinks");
        foreach (var s in status.Sinks)
        {
            json.WriteStartObject();
            json.WriteString("sink", s.Sink);
            json.WriteNumber("waiting", s.Waiting);
            json.WriteNumber("oldest_seconds", (long)(s.OldestAge?.TotalSeconds ?? 0));
            json.WriteNumber("attempts", s.Attempts);
            json.WriteNumber("dead", s.Dead);
            json.WriteString("last_error", s.LastError);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("damaged_files", status.DamagedFiles);
        json.WriteStartArray("incidents");
        foreach (var incident in status.Incidents)
        {
            json.WriteStartObject();
            json.WriteString("at", InstantPattern.General.Format(incident.At));
            json.WriteString("kind", incident.Kind);
            json.WriteNumber("events", incident.Events);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("left");
        foreach (var left in status.Left)
        {
            json.WriteStartObject();
            json.WriteString("tenant", left.Tenant.Value);
            json.WriteString("key", left.Key.Value);
            json.WriteNumber("events", left.Events);
            json.WriteNumber("oldest_seconds", (long)left.OldestAge.TotalSeconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
