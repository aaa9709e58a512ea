using Npgsql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Postgres.Administration;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Operators;

/// <summary>Tells what a failure of the database means for an operator.</summary>
internal static class OperatorFailure
{
    private const string NoData = "P0002";

    /// <summary>The refusal that the failure stands for; null when it is a fault of ours.</summary>
    public static RefusalException? ToRefusal(Exception failure, OperatorRole role) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            new RefusalException(
                RefusalCode.PermissionDenied,
                $"The database refused the credential of the {role.ToString().ToLowerInvariant()}.",
                $"Check PULSEPOINT_{role.ToString().ToUpperInvariant()}_DATABASE.",
                failure),
        PostgresException { SqlState: NoData, MessageText: "pulsepoint:tenant_unknown" } => Unknown("tenant", failure),
        PostgresException { SqlState: NoData, MessageText: "pulsepoint:user_unknown" } => Unknown("person", failure),
        PostgresException { SqlState: NoData, MessageText: "pulsepoint:brand_unknown" } => Unknown("brand", failure),
        PostgresException { SqlState: NoData, MessageText: "pulsepoint:connection_unknown" } => new RefusalException(
            RefusalCode.ValueInvalid,
            "The brand has no connection to this source.",
            "See the brands and their sources with 'pulsepoint-mcp brand list --tenant SLUG'.",
            failure),
        PostgresException { SqlState: NoData, MessageText: "pulsepoint:key_not_live" } => new RefusalException(
            RefusalCode.ValueInvalid,
            "The key cannot be replaced: it has ended or was replaced before, or there is none of this id.",
            "See its state with 'pulsepoint-mcp key list'; issue a new one with 'pulsepoint-mcp key issue'.",
            failure),
        PostgresException { SqlState: NoData, MessageText: "pulsepoint:key_unknown" } => new RefusalException(
            RefusalCode.ValueInvalid, "The organisation has no such key.", "See its keys with 'pulsepoint-mcp key list'.", failure),
        PostgresException { SqlState: NoData, MessageText: "pulsepoint:person_erased" } => new RefusalException(
            RefusalCode.ValueInvalid,
            "The person whose key this was is erased, and nothing new is kept of them.",
            "Give the events up: 'pulsepoint-mcp outbox forget --tenant SLUG KEY'.",
            failure),
        PostgresException { MessageText: "pulsepoint:rollup_generation" } => Refusal.SourceUnavailable(
            "The roll-ups were replaced meanwhile, so the days that this load touched are no longer all that differs.",
            "Load them again.",
            failure),
        PostgresException { MessageText: "pulsepoint:deletion_not_requested" } => new RefusalException(
            RefusalCode.ValueInvalid,
            "The deletion of this organisation was not asked for, or was taken back.",
            "Ask for it with 'pulsepoint-mcp tenant delete SLUG', which refuses its keys and removes nothing yet.",
            failure),
        PostgresException { MessageText: "pulsepoint:deletion_requested" } => new RefusalException(
            RefusalCode.ValueInvalid,
            "The deletion of this organisation was asked for, so its keys are refused already.",
            "To keep it, resume it first: 'pulsepoint-mcp tenant resume SLUG'.",
            failure),
        PostgresException { MessageText: "pulsepoint:slug_used" } => new RefusalException(
            RefusalCode.ValueInvalid,
            "An organisation of this slug was deleted, and a slug is never given to another one: files left under it would seem to be its own.",
            "Take another slug.",
            failure),
        _ => RosterFailure.ToRefusal(failure) ?? DatabaseFailure.OfServer(failure),
    };

    private static RefusalException Unknown(string what, Exception failure) => new(
        RefusalCode.ValueInvalid,
        $"The database knows no such {what}.",
        $"Add the {what} first, or check how it is written.",
        failure);
}
