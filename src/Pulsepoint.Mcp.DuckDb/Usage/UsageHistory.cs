using System.Text;
using DuckDB.NET.Data;
using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Usage;

internal sealed class UsageHistory(HistoryFile file) : IUsageHistory
{
    public async Task<IReadOnlyList<UsageEvent>> ReadAsync(TenantId tenant, Instant from, Instant to, int limit, CancellationToken cancellationToken) =>
        file.Exists(tenant) ? await file.UseAsync(tenant, connection => Read(connection, from, to, limit, cancellationToken), cancellationToken) : [];

    public async Task<int> ForgetTextsAsync(TenantId tenant, UserId person, CancellationToken cancellationToken) =>
        file.Exists(tenant) ? await file.UseAsync(tenant, connection => ForgetTexts(connection, person), cancellationToken) : 0;

    private static int ForgetTexts(DuckDBConnection connection, UserId person)
    {
        using var command = connection.CreateCommand();
        command.CommandText = HistoryScript.Read("forget_texts");
        command.Parameters.Add(new DuckDBParameter("person", person.ToString()));
        return command.ExecuteNonQuery();
    }

    private static List<UsageEvent> Read(DuckDBConnection connection, Instant from, Instant to, int limit, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = HistoryScript.Read("read_events");
        command.Parameters.Add(new DuckDBParameter("from", from.ToDateTimeUtc()));
        command.Parameters.Add(new DuckDBParameter("to", to.ToDateTimeUtc()));
        command.Parameters.Add(new DuckDBParameter("limit", limit));
        return InterruptibleCommand.ReadAll(command, row => UsageEventJson.Read(Encoding.UTF8.GetBytes(row.GetString(0))), cancellationToken);
    }
}
