using Npgsql;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Postgres.Alerts;

/// <summary>What stands in the way of a change to rules, alerts and webhooks.</summary>
internal static class AlertFailure
{
    /// <summary>The refusal that the failure stands for; null when it is something else.</summary>
    public static RefusalException? ToRefusal(PostgresException failure) => failure.MessageText switch
    {
        "pulsepoint:alert_out_of_reach" => new RefusalException(
            RefusalCode.PermissionDenied,
            "The key does not reach this: it is for some brands only, or may not read usage.",
            "Name a brand of the key, or ask for a key with audit:read for rules on usage.",
            failure),
        "pulsepoint:brand_unknown" => Refuse(RefusalCode.BrandUnknown, "The organisation has no such brand.", "Call list_brands for the ids.", failure),
        "pulsepoint:rule_malformed" => Refuse(RefusalCode.ValueInvalid, "The rule cannot be taken as it is.", "See docs/alerts.md for what each kind needs.", failure),
        "pulsepoint:alert_malformed" => Refuse(RefusalCode.ValueInvalid, "The alert does not fit its rule.", "The rule may have been changed meanwhile: try again.", failure),
        "pulsepoint:rules_exceeded" => Refuse(RefusalCode.ValueInvalid, "The organisation has 200 alert rules, and no more are kept.", "Remove one that is not needed any more.", failure),
        "pulsepoint:alerts_exceeded" => Refuse(RefusalCode.RateLimited, "This key changed alerts as often as it may in a day.", "See what makes a rule fire and resolve again and again, and change it.", failure),
        "pulsepoint:rule_flaps" => Refuse(RefusalCode.RateLimited, "The rule fired 200 times in a day, and fires no more until some of that is a day old.", "Choose a threshold that its value does not cross again and again.", failure),
        "pulsepoint:rule_unknown" => Refuse(RefusalCode.ValueInvalid, "There is no such rule, or it is switched off.", "See them with 'pulsepoint-mcp alerts rule list'.", failure),
        "pulsepoint:alert_unknown" => Refuse(RefusalCode.ValueInvalid, "There is no such alert.", "Call list_alerts for the ids.", failure),
        "pulsepoint:webhook_malformed" => Refuse(RefusalCode.ValueInvalid, "The address is not HTTPS, or is longer than 1,000 characters.", "For example: https://hooks.aurora.example/pulsepoint", failure),
        _ => null,
    };

    private static RefusalException Refuse(RefusalCode code, string sentence, string next, Exception failure) => new(code, sentence, next, failure);
}
