using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Budgets;

/// <summary>Goes through the door for reading, and may: repeated, a reservation and a settlement find themselves.</summary>
internal sealed class QueryBudget(TenantConnections connections) : IQueryBudget
{
    public async Task<ByteReservation> ReserveAsync(
        TenantContext tenant, ReservationId id, QueryJobId job, long estimatedBytes, CancellationToken cancellationToken)
    {
        var rows = await RunAsync(
            tenant,
            (connection, token) => connection.QueryAsync<ReservationRow>(
                """
                select granted, refused_by, need, rest, ceil(extract(epoch from resets_at - clock_timestamp()))::int as seconds_to_reset
                  from pp.reserve_bytes(@Id, @Job, @Estimated)
                """,
                new { Id = id.Value, Job = job.Value, Estimated = estimatedBytes, token }),
            cancellationToken);
        return rows.Single().ToReservation(id);
    }

    public Task<bool> SettleAsync(TenantContext tenant, ReservationId id, long billedBytes, CancellationToken cancellationToken) => RunAsync(
        tenant,
        (connection, token) => connection.QuerySingleAsync<bool>("select pp.settle_bytes(@Id, @Billed)", new { Id = id.Value, Billed = billedBytes, token }),
        cancellationToken);

    public async Task<IReadOnlyList<UnsettledReservation>> UnsettledAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        var rows = await RunAsync(
            tenant,
            (connection, token) => connection.QueryAsync<UnsettledRow>("select u.id, u.job, u.held, u.reserved_at from pp.unsettled_bytes() u", new { token }),
            cancellationToken);
        return [.. rows.Select(row => row.ToUnsettled())];
    }

    private async Task<T> RunAsync<T>(TenantContext tenant, Func<TenantConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        try
        {
            return await connections.ReadAsync(tenant, Permissions.AnalyticsRead, work, cancellationToken);
        }
        catch (PostgresException failure)
        {
            if (BudgetFailure.ToRefusal(failure) is { } refusal)
                throw refusal;

            throw;
        }
    }
}
