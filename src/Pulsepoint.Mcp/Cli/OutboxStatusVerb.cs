using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Pulsepoint.Mcp.Core.Json;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Cli;

/// <summary>How much waits for which sink, since when and why.</summary>
internal static class OutboxStatusVerb
{
    private static readonly string[] s_heading = ["sink", "waiting", "oldest", "attempts", "dead", "last error"];

    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a table." };

    public static Command Create()
    {
        var command = new Command("status", "Say what waits for which sink, since when and why.") { s_json };
        command.Runs(ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var status = await services.GetRequiredService<IOutboxAdministration>().StatusAsync(cancellationToken);
        if (parsed.GetValue(s_json))
        {
            await JsonOutput.WriteAsync(json => Write(json, status), cancellationToken);
            return ExitCode.Done;
        }

        foreach (var line in status.File is null ? ["Nothing was kept here yet."] : Lines(status))
            await Console.Out.WriteLineAsync(line);

        return ExitCode.Done;
    }

    private static IEnumerable<string> Lines(OutboxStatus status)
    {
        foreach (var line in Columns.Lines(s_heading, status.Sinks.Select(Row)))
            yield return line;

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{status.Events} events, {Size(status.UsedBytes)} of {Size(status.HardCapBytes)} in {status.File}; {status.Dropped} given up for want of room.");
        foreach (var file in status.DamagedFiles)
            yield return $"A damaged file was set aside: {file}";

        foreach (var left in status.Left)
            yield return string.Create(CultureInfo.InvariantCulture, $"{left.Events} events of key {left.Key} of {left.Tenant}, the oldest {Age(left.OldestAge)} old, wait for a process with that key.");
    }

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
