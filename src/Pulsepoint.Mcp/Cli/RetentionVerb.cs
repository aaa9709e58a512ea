using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Json;
using Pulsepoint.Mcp.Core.Privacy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Removes what is older than its organisation keeps it, with the platform's credential.</summary>
internal static class RetentionVerb
{
    private static readonly string[] s_heading = ["organisation", "table", "kept", "rows"];

    private static readonly Option<bool> s_apply = new("--apply") { Description = "Remove it; without this, it is only counted." };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a table." };

    public static Command Create()
    {
        var run = new Command("run", "Show what is older than its organisation keeps it, or remove it.") { s_apply, s_json };
        run.Runs(RunAsync);
        return new Command("retention", "Remove what is too old.") { run, RetentionSetVerb.Create() };
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var retention = services.GetRequiredService<IRetention>();
        var isApplied = parsed.GetValue(s_apply);
        var report = isApplied ? await retention.RunAsync(cancellationToken) : await retention.PreviewAsync(cancellationToken);
        if (parsed.GetValue(s_json))
            await JsonOutput.WriteAsync(json => Write(json, report, isApplied), cancellationToken);
        else
            await WriteAsync(report, isApplied);

        return ExitCode.Done;
    }

    private static async Task WriteAsync(RetentionReport report, bool isApplied)
    {
        if (report.Rows.Count > 0)
        {
            foreach (var line in Columns.Lines(s_heading, report.Rows.Select(Row)))
                await Console.Out.WriteLineAsync(line);
        }

        if (report.Months.Count > 0)
            await Console.Out.WriteLineAsync($"as whole months: {string.Join(", ", report.Months)}");

        await Console.Out.WriteLineAsync((report.Rows.Count + report.Months.Count, isApplied) switch
        {
            (0, _) => "Nothing is older than it is kept.",
            (_, true) => "Removed, and on record in each organisation's audit log.",
            _ => "Nothing was removed yet. To remove it: pulsepoint-mcp retention run --apply",
        });
    }

    private static IReadOnlyList<string> Row(ExpiredRows r) =>
        [r.Tenant.Value, r.Table, $"{r.Days} days", r.Rows.ToString("N0", CultureInfo.InvariantCulture)];

    private static void Write(Utf8JsonWriter json, RetentionReport report, bool isApplied)
    {
        json.WriteBoolean("applied", isApplied);
        json.WriteStartArray("rows");
        foreach (var r in report.Rows)
        {
            json.WriteStartObject();
            json.WriteString("tenant", r.Tenant.Value);
            json.WriteString("table", r.Table);
            json.WriteNumber("kept_days", r.Days);
            json.WriteNumber("rows", r.Rows);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("months", report.Months);
    }
}
