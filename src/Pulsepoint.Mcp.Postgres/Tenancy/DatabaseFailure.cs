using System.Net.Sockets;
using System.Security.Authentication;
using NodaTime;
using Npgsql;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Tenancy;

/// <summary>Tells what a failure of the database means for the caller.</summary>
internal static class DatabaseFailure
{
    private const string Prefix = "pulsepoint:";

    /// <summary>The session ended under the call, as after a restart or a revocation; a new one will tell which.</summary>
    public static bool IsLostSession(NpgsqlException failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => true,
        PostgresException => false,
        // A failed login has a socket error instead, and is not tried again.
        _ => failure.InnerException is IOException,
    };

    /// <summary>The refusal that the failure stands for; null when it is a fault of ours.</summary>
    public static RefusalException? ToRefusal(Exception failure, TenantContext tenant, Permissions need, TimeProvider time) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidAuthorizationSpecification } refused
            when refused.MessageText.StartsWith(Prefix, StringComparison.Ordinal) => OfSession(refused, need),
        // The server's own rules about hosts answer with the same state as a locked login.
        PostgresException { SqlState: PostgresErrorCodes.InvalidAuthorizationSpecification, Routine: "ClientAuthentication" } => Refusal.SourceUnavailable(
            "The database does not accept connections from this machine.",
            "Ask your administrator to allow this machine in the database's host rules.",
            failure),
        PostgresException { SqlState: PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidPassword } =>
            OfLogin(failure, tenant, time),
        _ => OfServer(failure),
    };

    /// <summary>What holds for every login: the server is away, busy, or not at the schema that this version expects.</summary>
    public static RefusalException? OfServer(Exception failure) => failure switch
    {
        PostgresException
        {
            SqlState: PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidSchemaName
                or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.UndefinedTable,
        } => Refusal.SourceUnavailable(
            "The database is not at the schema that this version expects.",
            "Ask your administrator to run 'pulsepoint-mcp migrate'.",
            failure),
        // The limit of one login and that of the whole server have the same state.
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections, Routine: "InitializeSessionUserId" } => Refusal.SourceUnavailable(
            "The database has no free connection for this key.",
            "Close other sessions that use the same key, or try again in a minute.",
            failure),
        NpgsqlException full when FreeConnection.IsLacking(full) => Refusal.SourceUnavailable(
            "The database has no free connection.",
            "Try again in a minute; if it lasts, ask your administrator to raise the server's max_connections.",
            failure),
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => Refusal.SourceUnavailable(
            "The database stopped the query because it took too long.",
            "Ask for a shorter time range or fewer groups.",
            failure),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.DiskFull } => Refusal.SourceUnavailable(
            "The database accepts no changes at present.",
            "Ask your administrator to look at the database, or try again later.",
            failure),
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => Refusal.SourceUnavailable(
            "Another session keeps the database busy.",
            "Try again in a moment.",
            failure),
        PostgresException
        {
            SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        } => Away(failure),
        PostgresException => null,
        NpgsqlException { InnerException: AuthenticationException } => Refusal.SourceUnavailable(
            "The database server could not be verified.",
            "Name its certificate authority by sslrootcert in the address, and the host as its certificate does; for a server without TLS 1.3 set PULSEPOINT_TLS=1.2.",
            failure),
        // The driver has no other mark for it.
        NpgsqlException { InnerException: null } unencrypted when unencrypted.Message.Contains("No SSL enabled connection", StringComparison.Ordinal) =>
            Refusal.SourceUnavailable(
                "The database server offers no encryption.",
                "Ask your administrator to turn TLS on; a database on another machine is never spoken to without it.",
                failure),
        TimeoutException or NpgsqlException { InnerException: TimeoutException } => Refusal.SourceUnavailable(
            "The database did not answer in time.",
            "It may be busy: try again in a moment. If it lasts, check that the database server can be reached from this machine.",
            failure),
        NpgsqlException or TimeoutException or SocketException => Away(failure),
        _ => null,
    };

    private static RefusalException OfSession(PostgresException refused, Permissions need) => refused.MessageText[Prefix.Length..] switch
    {
        "expired" => Refusal.KeyExpired(refused),
        "suspended" => Refusal.TenantSuspended(refused),
        "brand_limited" => Refusal.BrandLimited(refused),
        "not_permitted" => Refusal.PermissionDenied(string.Join(", ", PermissionNames.Of(need)), refused),
        _ => Refusal.KeyRevoked(refused),
    };

    // Postgres says the same of a wrong password and of one past its date.
    private static RefusalException OfLogin(Exception failure, TenantContext tenant, TimeProvider time) =>
        tenant.ExpiresAt <= Instant.FromDateTimeOffset(time.GetUtcNow()) ? Refusal.KeyExpired(failure) : Refusal.KeyRevoked(failure);

    private static RefusalException Away(Exception failure) => Refusal.SourceUnavailable(
        "The database cannot be reached.",
        "Check that the database server runs and can be reached from this machine, then try again.",
        failure);
}
