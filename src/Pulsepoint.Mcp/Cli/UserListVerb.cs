using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Administration;

namespace Pulsepoint.Mcp.Cli;

/// <summary>The people of an organisation, without those who were erased.</summary>
internal static class UserListVerb
{
    private static readonly string[] s_heading = ["id", "name", "email"];

    private static readonly Option<string> s_tenant = new("--tenant") { Description = "The organisation's slug.", HelpName = "SLUG", Required = true };

    public static Command Create()
    {
        var command = new Command("list", "List the people of an organisation.") { s_tenant };
        command.Runs(async (services, parsed, cancellationToken) =>
        {
            var tenant = TenantOption.Parse(parsed.GetRequiredValue(s_tenant));
            var found = await services.GetRequiredService<ITenantRegistry>().DescribeAsync(tenant, cancellationToken);
            foreach (var line in Columns.Lines(s_heading, found.Users.Select(u => (IReadOnlyList<string>)[u.User.ToString(), u.Name, u.Email])))
                await Console.Out.WriteLineAsync(line);

            return ExitCode.Done;
        });
        return command;
    }
}
