using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Administration;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Every organisation, with the platform's credential.</summary>
internal static class TenantListVerb
{
    private static readonly string[] s_heading = ["slug", "name", "status", "retention", "calls/min (burst) each", "all", "brands", "people", "live keys"];

    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a table." };

    public static Command Create()
    {
        var command = new Command("list", "List the organisations.") { s_json };
        command.Runs(ListAsync);
        return command;
    }

    private static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenants = await services.GetRequiredService<ITenantOffice>().ListAsync(cancellationToken);
        if (parsed.GetValue(s_json))
        {
            await JsonOutput.WriteAsync(json => Write(json, tenants), cancellationToken);
            return ExitCode.Done;
        }

        foreach (var line in Columns.Lines(s_heading, tenants.Select(Row)))
            await Console.Out.WriteLineAsync(line);

        return ExitCode.Done;
    }

    private static IReadOnlyList<string> Row(ListedTenant t) =>
    [
        t.Tenant.Value,
        t.Name,
        t.Status,
        $"{t.RetentionDays} days",
        $"{t.Limits.UserPerMinute} ({t.Limits.UserBurst})",
        $"{t.Limits.TenantPerMinute} ({t.Limits.TenantBurst})",
        t.Brands.ToString(CultureInfo.InvariantCulture),
        t.People.ToString(CultureInfo.InvariantCulture),
        t.LiveKeys.ToString(CultureInfo.InvariantCulture),
    ];

    private static void Write(Utf8JsonWriter json, IReadOnlyList<ListedTenant> tenants)
    {
        json.WriteStartArray("tenants");
        foreach (var t in tenants)
        {
            json.WriteStartObject();
            json.WriteString("tenant", t.Tenant.Value);
            json.WriteString("name", t.Name);
            json.WriteString("status", t.Status);
            json.WriteBoolean("demo", t.IsDemo);
            json.WriteNumber("retention_days", t.RetentionDays);
            LimitsJson.Write(json, t.Limits);
            json.WriteNumber("brands", t.Brands);
            json.WriteNumber("people", t.People);
            json.WriteNumber("live_keys", t.LiveKeys);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
