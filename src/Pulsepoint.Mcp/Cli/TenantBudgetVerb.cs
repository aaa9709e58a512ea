using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Budgets;

namespace Pulsepoint.Mcp.Cli;

/// <summary>What the queries of an organisation may be billed.</summary>
internal static class TenantBudgetVerb
{
    private static readonly Argument<string> s_slug = new("SLUG") { Description = "The organisation's slug." };
    private static readonly Option<string?> s_day = Budget("--day", "All its queries a day of UTC, like 1TiB.");
    private static readonly Option<string?> s_userDay = Budget("--user-day", "All queries of each person a day of UTC.");
    private static readonly Option<string?> s_query = Budget("--query", "One query.");
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a sentence." };

    public static Command Create()
    {
        var command = new Command("budget", "Change how many bytes an organisation's queries may be billed, from the next query on; without options, show it. 0 is the default.")
        {
            s_slug, s_day, s_userDay, s_query, s_json,
        };
        command.Runs(ChangeAsync);
        return command;
    }

    private static async Task<int> ChangeAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenant = TenantOption.Parse(parsed.GetRequiredValue(s_slug));
        var change = new ByteBudget(Of(parsed, s_day), Of(parsed, s_userDay), Of(parsed, s_query));
        var now = await services.GetRequiredService<ITenantBudgets>().ChangeAsync(tenant, change, cancellationToken);
        if (parsed.GetValue(s_json))
        {
            await JsonOutput.WriteAsync(
                json =>
                {
                    json.WriteString("tenant", tenant.Value);
                    json.WriteStartObject("budget");
                    json.WriteNumber("day_bytes", now.TenantDay ?? 0);
                    json.WriteNumber("user_day_bytes", now.UserDay ?? 0);
                    json.WriteNumber("query_bytes", now.Query ?? 0);
                    json.WriteEndObject();
                },
                cancellationToken);
            return ExitCode.Done;
        }

        await Console.Out.WriteLineAsync(
            $"{tenant}: {ByteText.Of(now.TenantDay ?? 0)} a day all together, {ByteText.Of(now.UserDay ?? 0)} for each person, {ByteText.Of(now.Query ?? 0)} a query");
        return ExitCode.Done;
    }

    private static Option<string?> Budget(string name, string description) => new(name) { Description = description, HelpName = "BYTES" };

    private static long? Of(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text)
            return null;

        var bytes = ByteText.TryParse(text) ?? throw new UsageException(
            $"{option.Name} is no number of bytes.", $"Write it in MiB, GiB, TiB or PiB: {option.Name} 500GiB");
        return bytes is 0 or (>= ByteBudget.Smallest and <= ByteBudget.Largest)
            ? bytes
            : throw new UsageException($"{option.Name} is not between {ByteText.Of(ByteBudget.Smallest)} and {ByteText.Of(ByteBudget.Largest)}, nor 0 for the default.", $"For example: {option.Name} 500GiB");
    }
}
