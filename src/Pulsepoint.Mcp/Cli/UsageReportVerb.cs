using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Cli;

/// <summary>What was used, by organisation and day, for bills: of all with the platform's credential, of its own with a key that has audit:read.</summary>
internal static class UsageReportVerb
{
    private static readonly Option<string?> s_tenant = new("--tenant") { Description = "Only this organisation; with an API key, its own.", HelpName = "SLUG" };
    private static readonly Option<string?> s_time = new("--time") { Description = "A preset like this_month (the default), last_month or last_7_days.", HelpName = "PRESET" };
    private static readonly Option<string?> s_from = new("--from") { Description = "The first day, in UTC; with --to.", HelpName = "DATE" };
    private static readonly Option<string?> s_to = new("--to") { Description = "The last day, in UTC.", HelpName = "DATE" };
    private static readonly Option<bool> s_csv = new("--csv") { Description = "Print CSV, for spreadsheets." };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object." };

    public static Command Create()
    {
        var command = new Command("report", "Show calls, tokens and cost by organisation and day of UTC.") { s_tenant, s_time, s_from, s_to, s_csv, s_json };
        command.Runs(ReportAsync);
        return command;
    }

    private static async Task<int> ReportAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(s_csv) && parsed.GetValue(s_json))
            throw new UsageException("--csv and --json exclude each other.", "For example: pulsepoint-mcp usage report --time last_month --csv");

        var slug = parsed.GetValue(s_tenant);
        TenantId? tenant = slug is null ? null : TenantOption.Parse(slug);
        var days = UsageReportDays.Of(services.GetRequiredService<UsageViews>(), parsed.GetValue(s_time), parsed.GetValue(s_from), parsed.GetValue(s_to));
        var usage = new TenantAdministration(services, tenant).Own is { } own
            ? await OwnAsync(services, own, days, cancellationToken)
            : await services.GetRequiredService<IUsageBilling>().ReadAsync(tenant, days, cancellationToken);

        if (parsed.GetValue(s_json))
        {
            await JsonOutput.WriteAsync(json => UsageReportText.Write(json, days, usage), cancellationToken);
            return ExitCode.Done;
        }

        foreach (var line in parsed.GetValue(s_csv) ? UsageReportText.Csv(usage) : UsageReportText.Table(days, usage))
            await Console.Out.WriteLineAsync(line);

        return ExitCode.Done;
    }

    private static async Task<IReadOnlyList<UsageDay>> OwnAsync(IServiceProvider services, TenantContext own, DateRange days, CancellationToken cancellationToken)
    {
        try
        {
            return await services.GetRequiredService<UsageViews>().DaysAsync(own, days, cancellationToken);
        }
        catch (RefusalException denied) when (denied.Code is RefusalCode.PermissionDenied)
        {
            await services.GetRequiredService<IAuditLog>().DenyAsync(own, "usage_report", Permissions.AuditRead, cancellationToken);
            throw;
        }
    }
}
