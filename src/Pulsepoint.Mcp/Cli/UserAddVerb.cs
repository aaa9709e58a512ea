using System.CommandLine;

namespace Pulsepoint.Mcp.Cli;

/// <summary>A new person, who has no key yet.</summary>
internal static class UserAddVerb
{
    private static readonly Option<string?> s_tenant = new("--tenant") { Description = "The organisation's slug; with an API key, its own.", HelpName = "SLUG" };
    private static readonly Option<string> s_email = new("--email") { Description = "The person's address.", HelpName = "ADDRESS", Required = true };
    private static readonly Option<string> s_name = new("--name") { Description = "The person's name.", HelpName = "TEXT", Required = true };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of the id." };

    public static Command Create()
    {
        var command = new Command("add", "Add a person and print the new id; repeated with the same values, it prints the same.") { s_tenant, s_email, s_name, s_json };
        command.Runs(AddAsync);
        return command;
    }

    private static async Task<int> AddAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (name, email) = (OwnedText.Name(parsed.GetRequiredValue(s_name)), OwnedText.Email(parsed.GetRequiredValue(s_email)));
        var person = await new RosterAdministration(services, parsed.GetValue(s_tenant)).AddPersonAsync(name, email, cancellationToken);
        if (parsed.GetValue(s_json))
            await Added.WriteAsync("user", person.User.ToString(), person.IsNew, asJson: true, cancellationToken);
        else
            await Console.Out.WriteLineAsync(person.User.ToString());

        return ExitCode.Done;
    }
}
