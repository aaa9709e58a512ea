using System.CommandLine;
using System.Globalization;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>What selling costs a brand beyond goods and ads, which the contribution margin takes off.</summary>
internal static class BrandCostsVerb
{
    // As the database keeps them: four decimals, which money times a rate stays exact with.
    private const decimal MaxPerOrder = 99_999.9999m;
    private const int Decimals = 4;

    private static readonly Argument<string> s_id = new("ID") { Description = "The brand's id." };
    private static readonly Option<string?> s_tenant = new("--tenant") { Description = "The organisation's slug; with an API key, its own.", HelpName = "SLUG" };
    private static readonly Option<string> s_fulfilment = new("--fulfilment") { Description = "Packing and shipping of one order, in the brand's currency: 4.20", HelpName = "AMOUNT", Required = true };
    private static readonly Option<string> s_fee = new("--payment-fee") { Description = "Payment fees in percent of what customers pay: 2.9", HelpName = "PERCENT", Required = true };

    public static Command Create()
    {
        var command = new Command("costs", "Set what the contribution margin takes off for fulfilment and payment.") { s_id, s_tenant, s_fulfilment, s_fee };
        command.Runs(SetAsync);
        return command;
    }

    private static async Task<int> SetAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!BrandId.TryParse(parsed.GetRequiredValue(s_id), out var id))
            throw new UsageException("ID is not the id of a brand.", "For example: luma-skin");

        var perOrder = Number(parsed.GetRequiredValue(s_fulfilment), "--fulfilment", MaxPerOrder, Decimals);
        var percent = Number(parsed.GetRequiredValue(s_fee).TrimEnd('%', ' '), "--payment-fee", 100m, Decimals - 2);
        var isNew = await new RosterAdministration(services, parsed.GetValue(s_tenant))
            .ChangeCostsAsync(id, new BrandCosts(perOrder, percent / 100m), cancellationToken);
        await Console.Out.WriteLineAsync(
            $"{id}: {perOrder.ToString(CultureInfo.InvariantCulture)} an order, {percent.ToString(CultureInfo.InvariantCulture)} % of what customers pay{(isNew ? "" : ", as before")}");
        return ExitCode.Done;
    }

    private static decimal Number(string text, string option, decimal most, int decimals) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number <= most && decimal.Round(number, decimals) == number
            ? number
            : throw new UsageException(
                $"{option} is not a number from 0 to {most.ToString("0", CultureInfo.InvariantCulture)} with at most {decimals} decimals.", $"For example: {option} 2.9");
}
