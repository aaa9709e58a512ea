using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Cli;

/// <summary>The days of a report as a command line names them; what is wrong is said of the option, not of a tool's argument.</summary>
internal static class UsageReportDays
{
    private const string Example = "For example: pulsepoint-mcp usage report --time last_month, or --from 2026-11-01 --to 2026-11-30";

    /// <exception cref="UsageException">They name no days.</exception>
    public static DateRange Of(UsageViews views, string? preset, string? from, string? to)
    {
        if (preset is not null && (from is not null || to is not null))
            throw new UsageException("--time and --from with --to exclude each other.", Example);

        try
        {
            return views.Resolve(preset is null && from is null && to is null ? new RequestTime("this_month", null, null) : new RequestTime(preset, from, to));
        }
        catch (RefusalException wrong) when (wrong.Code is RefusalCode.TimeInvalid)
        {
            throw new UsageException(
                wrong.Message.Replace("time.preset", "--time", StringComparison.Ordinal).Replace("time.from", "--from", StringComparison.Ordinal).Replace("time.to", "--to", StringComparison.Ordinal),
                preset is null ? Example : $"Use one of {TimePresets.Names}.");
        }
    }
}
