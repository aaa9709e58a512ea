using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Usage;

/// <summary>The tenant's own rows as a place that the outbox delivers to: one call a batch, with the login of the key that made the events.</summary>
internal sealed partial class PostgresEventSink(TenantConnections connections, ILogger<PostgresEventSink> logger) : IEventSink
{
    // The day's allowance is spent: at the latest it is there again tomorrow.
    private static readonly Duration s_afterTooMany = Duration.FromHours(1);

    // A new key does not deliver what the old one made.
    private const string KeyAdvice = "If it does not come back, an administrator brings what it left into the database: pulsepoint-mcp outbox import.";

    public string Name => "postgres";

    public int MaxEvents => 500;

    /// <summary>What the database takes is counted in its own form, which is up to twice as long.</summary>
    public int MaxBytes => 500_000;

    public async Task<DeliveryOutcome> DeliverAsync(TenantContext tenant, IReadOnlyList<OutboxEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(events);

        try
        {
            // Where a session is lost this may run twice: the database knows every event by its id.
            var batch = EventBatch.Of(events);
            var rows = await connections.ReadAsync(
                tenant,
                Permissions.None,
                (connection, token) => connection.QueryAsync<ReportedRow>(
                    "select added, known, ignored from pp.report_events(@Batch::jsonb)", new { Batch = batch, token }),
                cancellationToken);
            if (rows.Single() is { Ignored: > 0 and var ignored })
                LogIgnored(ignored);

            return new DeliveryOutcome.Delivered();
        }
        catch (RefusalException refused)
        {
            return refused.Code.IsAboutTheKey()
                ? new DeliveryOutcome.Misconfigured($"{refused.Message} {KeyAdvice}")
                : new DeliveryOutcome.Retry(refused.Message);
        }
        catch (JsonException)
        {
            return new DeliveryOutcome.Rejected("It is not JSON.");
        }
        catch (PostgresException failed)
        {
            return OutcomeOf(failed);
        }
    }

    // The server's own message may repeat what was sent, so only its state is passed on.
    private static DeliveryOutcome OutcomeOf(PostgresException failed) => failed.SqlState switch
    {
        _ when failed.MessageText is EventsExceeded.Message => new DeliveryOutcome.Retry("This key has reported more today than a key may.", s_afterTooMany),
        PostgresErrorCodes.InsufficientPrivilege => new DeliveryOutcome.Misconfigured("The database does not let this key report. Ask your administrator to run 'pulsepoint-mcp migrate'."),
        // Malformed, or beyond what the server can read at all.
        ['2', '2', ..] or ['5', '4', ..] => new DeliveryOutcome.Rejected("It has not the form of an event."),
        var state => new DeliveryOutcome.Retry($"The database could not take it (SQLSTATE {state})."),
    };

    [LoggerMessage(2501, LogLevel.Warning, "The database passed over {Count} verdicts: they are on answers that this key may not see")]
    private partial void LogIgnored(int count);
}
