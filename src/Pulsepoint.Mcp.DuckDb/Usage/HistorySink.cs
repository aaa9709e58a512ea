using System.Text;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.DuckDb.Usage;

/// <summary>Keeps events on this machine for years, where there is no cloud to do it.</summary>
/// <param name="file">Where.</param>
/// <param name="keepsTexts">Whether questions and queries are kept, too.</param>
internal sealed class HistorySink(HistoryFile file, bool keepsTexts) : IEventSink
{
    public string Name => "history";

    public int MaxEvents => 1_000;

    public int MaxBytes => 4 * 1024 * 1024;

    public async Task<DeliveryOutcome> DeliverAsync(TenantContext tenant, IReadOnlyList<OutboxEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        try
        {
            // A key that is refused must not bring back the history of an organisation that was deleted here.
            if (!file.Exists(tenant.Tenant) && events.All(e => UsageEventJson.Read(e.Json).Type is EventType.KeyRefused))
                return new DeliveryOutcome.Delivered();

            var json = $"[{string.Join(',', events.Select(Text))}]";
            await file.UseAsync(tenant.Tenant, connection => Insert(connection, json), cancellationToken);
            return new DeliveryOutcome.Delivered();
        }
        catch (RefusalException busy)
        {
            return new DeliveryOutcome.Retry(busy.Message);
        }
        catch (FormatException)
        {
            return new DeliveryOutcome.Rejected("It is no usage event.");
        }
        catch (DuckDBException failed) when (failed.ErrorType is DuckDBErrorType.Conversion or DuckDBErrorType.OutOfRange or DuckDBErrorType.Constraint or DuckDBErrorType.InvalidInput)
        {
            return new DeliveryOutcome.Rejected("A value does not fit its column.");
        }
    }

    private static int Insert(DuckDBConnection connection, string events)
    {
        using var command = connection.CreateCommand();
        command.CommandText = HistoryScript.Read("insert_events");
        command.Parameters.Add(new DuckDBParameter("events", events));
        return command.ExecuteNonQuery();
    }

    private string Text(OutboxEvent outboxEvent) =>
        Encoding.UTF8.GetString(keepsTexts ? outboxEvent.Json.Span : EventTexts.Without(outboxEvent.Json));
}
