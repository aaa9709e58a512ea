using System.Text.Json;
using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Usage;

internal sealed class EventImport(OperatorConnections operators) : IEventImport
{
    // What the database takes at once: so many, and so many bytes in its own form, which is up to twice as long.
    private const int MostEvents = 500;
    private const int MostBytes = 500_000;

    public async Task<ImportedEvents> ImportAsync(TenantId tenant, KeyId key, IReadOnlyList<OutboxEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);

        var (added, known, ignored) = (0, 0, 0);
        List<EventId> taken = [], malformed = [];
        Stack<IReadOnlyList<OutboxEvent>> waiting = new(Batches(events).Reverse());
        while (waiting.TryPop(out var batch))
        {
            if (await TakeAsync(tenant, key, batch, cancellationToken) is { } row)
            {
                (added, known, ignored) = (added + row.Added, known + row.Known, ignored + row.Ignored);
                taken.AddRange(batch.Select(e => e.Id));
            }
            else if (batch.Count == 1)
            {
                malformed.Add(batch[0].Id);
            }
            else
            {
                // One of them is malformed: it is found by halving, and the others are taken.
                waiting.Push([.. batch.Skip(batch.Count / 2)]);
                waiting.Push([.. batch.Take(batch.Count / 2)]);
            }
        }

        return new ImportedEvents(added, known, ignored, taken, malformed);
    }

    /// <returns>Null where one of them is malformed.</returns>
    private async Task<ReportedRow?> TakeAsync(TenantId tenant, KeyId key, IReadOnlyList<OutboxEvent> batch, CancellationToken cancellationToken)
    {
        try
        {
            var json = EventBatch.Of(batch);
            var rows = await operators.RunAsync(
                OperatorRole.Platform,
                (connection, token) => connection.QueryAsync<ReportedRow>(
                    "select added, known, ignored from pp_steward.import_events(@Slug, @Key, @Batch::jsonb)",
                    new { Slug = tenant.Value, Key = key.Value, Batch = json, token }),
                cancellationToken);
            return rows.Single();
        }
        catch (JsonException)
        {
            return null;
        }
        catch (PostgresException failed) when (failed.SqlState is ['2', '2', ..] or ['5', '4', ..])
        {
            return null;
        }
        catch (PostgresException failed) when (failed.MessageText is EventsExceeded.Message)
        {
            throw new RefusalException(
                RefusalCode.RateLimited, "This key has reported more today than a key may.", "Import the rest tomorrow: what was imported stays, and is not counted twice.", failed);
        }
    }

    private static IEnumerable<IReadOnlyList<OutboxEvent>> Batches(IReadOnlyList<OutboxEvent> events)
    {
        List<OutboxEvent> batch = [];
        var bytes = 0;
        foreach (var next in events)
        {
            if (batch.Count > 0 && (batch.Count == MostEvents || bytes + next.Json.Length > MostBytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(next);
            bytes += next.Json.Length;
        }

        if (batch.Count > 0)
            yield return batch;
    }
}
