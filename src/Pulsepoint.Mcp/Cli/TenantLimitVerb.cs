using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Administration;

namespace Pulsepoint.Mcp.Cli;

/// <summary>How often an organisation and each of its people may call.</summary>
internal static class TenantLimitVerb
{
    // As the database bounds it.
    private const int Most = 100_000;

    private static readonly Argument<string> s_slug = new("SLUG") { Description = "The organisation's slug." };
    private static readonly Option<int?> s_perMinute = Limit("--per-minute", "Calls a minute of all its people together.");
    private static readonly Option<int?> s_burst = Limit("--burst", "Calls of all its people at once.");
    private static readonly Option<int?> s_userPerMinute = Limit("--user-per-minute", "Calls a minute of each person.");
    private static readonly Option<int?> s_userBurst = Limit("--user-burst", "Calls of a person at once.");
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a sentence." };

    public static Command Create()
    {
        var command = new Command("limit", "Change how often an organisation may call, from the next call on; without options, show it. 0 is the default.")
        {
            s_slug, s_perMinute, s_burst, s_userPerMinute, s_userBurst, s_json,
        };
        command.Runs(LimitAsync);
        return command;
    }

    private static async Task<int> LimitAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenant = TenantOption.Parse(parsed.GetRequiredValue(s_slug));
        var change = new CallLimits(Of(parsed, s_userPerMinute), Of(parsed, s_userBurst), Of(parsed, s_perMinute), Of(parsed, s_burst));
        var now = await services.GetRequiredService<ITenantOffice>().LimitAsync(tenant, change, cancellationToken);
        if (parsed.GetValue(s_json))
        {
            await JsonOutput.WriteAsync(
                json =>
                {
                    json.WriteString("tenant", tenant.Value);
                    LimitsJson.Write(json, now);
                },
                cancellationToken);
            return ExitCode.Done;
        }

        await Console.Out.WriteLineAsync(
            $"{tenant}: {now.UserPerMinute} calls a minute each (burst {now.UserBurst}), {now.TenantPerMinute} all together (burst {now.TenantBurst})");
        return ExitCode.Done;
    }

    private static Option<int?> Limit(string name, string description) => new(name) { Description = description, HelpName = "N" };

    private static int? Of(ParseResult parsed, Option<int?> option) => parsed.GetValue(option) is not (< 0 or > Most) and var limit
        ? limit
        : throw new UsageException($"{option.Name} is not between 1 and {Most}, nor 0 for the default.", $"For example: {option.Name} 100");
}
