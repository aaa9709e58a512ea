using Npgsql;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Postgres.Administration;

/// <summary>What stands in the way of adding an organisation, a person or a brand; the same words at both doors.</summary>
internal static class RosterFailure
{
    /// <summary>The refusal that the failure stands for; null when it is something else.</summary>
    public static RefusalException? ToRefusal(Exception failure) => (failure as PostgresException)?.MessageText switch
    {
        "pulsepoint:tenant_differs" => Refuse(
            "There is an organisation of this slug with other values; nothing was changed.",
            "See it with 'pulsepoint-mcp tenant list', or take another slug.",
            failure),
        "pulsepoint:person_differs" => Refuse(
            "The organisation has a person of this address under another name; nothing was changed.",
            "See them with 'pulsepoint-mcp user list'.",
            failure),
        "pulsepoint:person_malformed" => Refuse(
            "The name or the address cannot be taken.", "A name has at most 200 characters, an address is like ada@aurora.example.", failure),
        "pulsepoint:brand_differs" => Refuse(
            "The organisation has a brand of this id or name with other values; nothing was changed.",
            "See them with 'pulsepoint-mcp brand list'.",
            failure),
        "pulsepoint:brand_malformed" => Refuse(
            "The brand cannot be taken as it is.",
            "Its id is a slug, its currency a code like USD, its time zone one that the database knows, like Europe/London.",
            failure),
        "pulsepoint:costs_malformed" => Refuse(
            "These costs cannot be taken.", "An order costs from 0 to 99,999.9999 in the brand's currency, payment fees are a fraction from 0 to 1.", failure),
        "pulsepoint:brand_unknown" => Refuse("The organisation has no such brand.", "See them with 'pulsepoint-mcp brand list'.", failure),
        _ => null,
    };

    private static RefusalException Refuse(string sentence, string next, Exception failure) => new(RefusalCode.ValueInvalid, sentence, next, failure);
}
