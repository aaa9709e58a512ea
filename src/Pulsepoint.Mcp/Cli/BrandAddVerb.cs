using System.CommandLine;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>A new brand, which has no source of data yet.</summary>
internal static class BrandAddVerb
{
    private static readonly Argument<string> s_id = new("ID") { Description = "Its id: lower-case letters, digits and single dashes." };
    private static readonly Option<string?> s_tenant = new("--tenant") { Description = "The organisation's slug; with an API key, its own.", HelpName = "SLUG" };
    private static readonly Option<string> s_name = new("--name") { Description = "The name people say.", HelpName = "TEXT", Required = true };
    private static readonly Option<string> s_currency = new("--currency") { Description = "The currency of its shop: USD, EUR.", HelpName = "CODE", Required = true };
    private static readonly Option<string> s_zone = new("--time-zone") { Description = "The zone of its shop, whose days count: Europe/London.", HelpName = "ZONE", Required = true };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a sentence." };

    public static Command Create()
    {
        var command = new Command("add", "Add a brand; repeated with the same values, it changes nothing.") { s_id, s_tenant, s_name, s_currency, s_zone, s_json };
        command.Runs(AddAsync);
        return command;
    }

    private static async Task<int> AddAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!BrandId.TryParse(parsed.GetRequiredValue(s_id), out var id))
            throw new UsageException("ID is not the id of a brand.", "For example: luma-skin");

        var brand = new Brand(
            id,
            OwnedText.Name(parsed.GetRequiredValue(s_name)),
            OwnedText.Currency(parsed.GetRequiredValue(s_currency)),
            OwnedText.TimeZone(parsed.GetRequiredValue(s_zone)),
            []);
        var isNew = await new RosterAdministration(services, parsed.GetValue(s_tenant)).AddBrandAsync(brand, cancellationToken);
        await Added.WriteAsync("brand", id.Value, isNew, parsed.GetValue(s_json), cancellationToken);
        return ExitCode.Done;
    }
}
