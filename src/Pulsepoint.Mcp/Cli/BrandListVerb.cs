using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Json;

namespace Pulsepoint.Mcp.Cli;

/// <summary>The brands of an organisation, for whoever administers it; what a key may ask about, list_brands tells.</summary>
internal static class BrandListVerb
{
    private static readonly string[] s_heading = ["id", "name", "currency", "time zone", "sources", "an order", "payment fee"];

    private static readonly Option<string?> s_tenant = new("--tenant") { Description = "The organisation's slug; with an API key, its own.", HelpName = "SLUG" };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a table." };

    public static Command Create()
    {
        var command = new Command("list", "List the brands of an organisation.") { s_tenant, s_json };
        command.Runs(ListAsync);
        return command;
    }

    private static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var roster = new RosterAdministration(services, parsed.GetValue(s_tenant));
        var brands = await roster.ListBrandsAsync(cancellationToken);
        if (parsed.GetValue(s_json))
        {
            await JsonOutput.WriteAsync(
                json =>
                {
                    json.WriteString("tenant", roster.Tenant("brand list").Value);
                    Write(json, brands);
                },
                cancellationToken);
            return ExitCode.Done;
        }

        foreach (var line in Columns.Lines(s_heading, brands.Select(Row)))
            await Console.Out.WriteLineAsync(line);

        return ExitCode.Done;
    }

    private static IReadOnlyList<string> Row(Brand brand) => [brand.Id.Value, brand.Name, brand.Currency, brand.TimeZone, string.Join(',', brand.Sources), Text(brand.Costs.FulfilmentPerOrder), Text(brand.Costs.PaymentFeeRate * 100m)];

    private static string Text(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-";

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Brand> brands)
    {
        json.WriteStartArray("brands");
        foreach (var brand in brands)
        {
            json.WriteStartObject();
            json.WriteString("brand", brand.Id.Value);
            json.WriteString("name", brand.Name);
            json.WriteString("currency", brand.Currency);
            json.WriteString("time_zone", brand.TimeZone);
            json.WriteTexts("sources", brand.Sources);
            json.WriteNumberOrNull("fulfilment_per_order", brand.Costs.FulfilmentPerOrder);
            json.WriteNumberOrNull("payment_fee_rate", brand.Costs.PaymentFeeRate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
