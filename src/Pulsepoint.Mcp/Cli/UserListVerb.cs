using System.CommandLine;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Administration;

namespace Pulsepoint.Mcp.Cli;

/// <summary>The people of an organisation, without those who were erased.</summary>
internal static class UserListVerb
{
    private static readonly string[] s_heading = ["id", "name", "email"];

    private static readonly Option<string?> s_tenant = new("--tenant") { Description = "The organisation's slug; with an API key, its own.", HelpName = "SLUG" };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a table." };

    public static Command Create()
    {
        var command = new Command("list", "List the people of an organisation.") { s_tenant, s_json };
        command.Runs(ListAsync);
        return command;
    }

    private static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var roster = new RosterAdministration(services, parsed.GetValue(s_tenant));
        var people = await roster.ListPeopleAsync(cancellationToken);
        if (parsed.GetValue(s_json))
        {
            await JsonOutput.WriteAsync(
                json =>
                {
                    json.WriteString("tenant", roster.Tenant("user list").Value);
                    Write(json, people);
                },
                cancellationToken);
            return ExitCode.Done;
        }

        foreach (var line in Columns.Lines(s_heading, people.Select(u => (IReadOnlyList<string>)[u.User.ToString(), u.Name, u.Email])))
            await Console.Out.WriteLineAsync(line);

        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<UserDescription> people)
    {
        json.WriteStartArray("people");
        foreach (var person in people)
        {
            json.WriteStartObject();
            json.WriteString("user", person.User.ToString());
            json.WriteString("name", person.Name);
            json.WriteString("email", person.Email);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
