using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Cli;

/// <summary>The events that this machine keeps, newest first. Whoever may read its files may read them, so it asks for no key.</summary>
internal static class UsageHistoryVerb
{
    private const int DefaultLimit = 50;
    private const int MostRows = 100_000;

    private static readonly string[] s_heading = ["when (UTC)", "user", "tool", "outcome", "rows", "tokens out", "ms", "cost"];

    private static readonly Option<string> s_tenant = new("--tenant") { Description = "The organisation's slug.", HelpName = "SLUG", Required = true };
    private static readonly Option<string?> s_from = new("--from") { Description = "The first day, in UTC; default all.", HelpName = "DAY" };
    private static readonly Option<string?> s_to = new("--to") { Description = "The last day, in UTC; default today.", HelpName = "DAY" };
    private static readonly Option<int> s_limit = new("--limit") { Description = "How many events at most; 50 by default.", HelpName = "N", DefaultValueFactory = _ => DefaultLimit };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object a line, with every key of the event." };

    public static Command Create()
    {
        s_limit.Takes(1, MostRows, "numbers");
        var command = new Command("history", "Show the events that this machine keeps of an organisation, newest first.") { s_tenant, s_from, s_to, s_limit, s_json };
        command.Runs(ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenant = TenantOption.Parse(parsed.GetRequiredValue(s_tenant));
        var from = Day("--from", parsed.GetValue(s_from))?.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() ?? Instant.FromUnixTimeTicks(0);
        var to = (Day("--to", parsed.GetValue(s_to)) ?? Instant.FromDateTimeOffset(services.GetRequiredService<TimeProvider>().GetUtcNow()).InUtc().Date)
            .PlusDays(1).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        var events = await services.GetRequiredService<IUsageHistory>().ReadAsync(tenant, from, to, parsed.GetValue(s_limit), cancellationToken);
        if (events.Count == 0)
        {
            await Console.Error.WriteLineAsync(Directory.Exists(services.GetRequiredService<StateFolder>().History(tenant))
                ? $"No events of {tenant} are kept of these days."
                : $"This machine keeps no events of an organisation {tenant}.");
            return ExitCode.Done;
        }

        foreach (var line in parsed.GetValue(s_json) ? events.Select(Json) : Columns.Lines(s_heading, events.Select(Row)))
            await Console.Out.WriteLineAsync(line);

        return ExitCode.Done;
    }

    private static LocalDate? Day(string option, string? text)
    {
        if (text is null)
            return null;

        var parsed = LocalDatePattern.Iso.Parse(text);
        return parsed.Success ? parsed.Value : throw new UsageException($"{option} takes a day.", $"For example: {option} 2026-11-01");
    }

    private static IReadOnlyList<string> Row(UsageEvent e) =>
    [
        InstantPattern.General.Format(e.OccurredAt),
        e.User?.ToString() ?? "",
        e.Tool ?? e.Type.Name(),
        e.ErrorCode ?? e.Outcome?.Name() ?? "",
        Number(e.Rows),
        Number(e.TokensOut),
        Number(e.LatencyMs),
        e.CostUsd?.ToString(CultureInfo.InvariantCulture) ?? "",
    ];

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Json(UsageEvent e) => Encoding.UTF8.GetString(UsageEventJson.Write(e));
}
