using System.CommandLine;
using System.Text.RegularExpressions;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>The options that say which secret is meant.</summary>
internal static partial class SecretOptions
{
    private static readonly string[] s_sources = ["shopify", "meta", "tiktok", "google"];

    public static Option<string> Tenant { get; } = new("--tenant") { Description = "The organisation's slug.", HelpName = "SLUG", Required = true };

    public static Option<string> Brand { get; } = new("--brand") { Description = "The brand's id.", HelpName = "ID", Required = true };

    public static Option<string> Source { get; } = new("--source") { Description = "Of which connection: shopify, meta, tiktok or google.", HelpName = "NAME", Required = true };

    public static Option<string> Name { get; } = new("--name") { Description = "What it is, such as access_token.", HelpName = "NAME", Required = true };

    public static SecretPlace Place(ParseResult parsed)
    {
        var brand = BrandId.TryParse(parsed.GetRequiredValue(Brand), out var id)
            ? id
            : throw new UsageException("--brand is not the id of a brand.", "See them with 'pulsepoint-mcp brand list --tenant SLUG'.");
        var source = parsed.GetRequiredValue(Source);
        if (!s_sources.Contains(source, StringComparer.Ordinal))
            throw new UsageException("--source is none of shopify, meta, tiktok, google.", "For example: --source shopify");

        var name = parsed.GetRequiredValue(Name);
        return NamePattern().IsMatch(name)
            ? new SecretPlace(TenantOption.Parse(parsed.GetRequiredValue(Tenant)), brand, source, name)
            : throw new UsageException("--name has something else than lower-case letters, digits and underscores, or more than 40 of them.", "For example: --name access_token");
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
