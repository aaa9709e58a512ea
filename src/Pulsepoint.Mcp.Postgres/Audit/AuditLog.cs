using Dapper;
using NodaTime;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Audit;

internal sealed class AuditLog(TenantConnections connections) : IAuditLog
{
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(TenantContext tenant, AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        // A range of ids is a range of time, so that only its months are read.
        var rows = await connections.ReadAsync(
            tenant,
            Permissions.AuditRead,
            (connection, token) => connection.QueryAsync<AuditRow>(
                """
                select l.id, l.at, l.actor_user, u.name as actor_name, l.action, l.object as target, l.detail::text as detail
                  from pp.audit_log l
                  left join pp.users u on u.tenant_id = l.tenant_id and u.id = l.actor_user and u.erased_at is null
                 where l.id >= @First and l.id < @Last
                   and (@Actor::uuid is null or l.actor_user = @Actor)
                   and (@Action::text is null or l.action = @Action or split_part(l.action, '.', 1) = @Action)
                 order by l.id desc
                 limit @Limit
                """,
                new
                {
                    First = IdRange.FirstOf(query.From),
                    Last = query.Before is { } before && before.CompareTo(IdRange.FirstOf(query.Until)) < 0 ? before : IdRange.FirstOf(query.Until),
                    Actor = query.Actor?.Value,
                    query.Action,
                    query.Limit,
                    token,
                }),
            cancellationToken);

        return [.. rows.Select(ToEntry)];
    }

    public Task DenyAsync(TenantContext tenant, string tool, Permissions need, CancellationToken cancellationToken) => connections.ReadAsync(
        tenant,
        Permissions.None,
        (connection, token) => connection.QuerySingleAsync<bool>("select pp.deny(@Tool, @Need)", new { Tool = tool, Need = (int)need, token }),
        cancellationToken);

    public Task DenyAdministrationAsync(TenantContext tenant, string verb, CancellationToken cancellationToken) => connections.ReadAsync(
        tenant,
        Permissions.None,
        (connection, token) => connection.QuerySingleAsync<bool>("select pp.deny_administration(@Verb)", new { Verb = verb, token }),
        cancellationToken);

    private static AuditEntry ToEntry(AuditRow row) => new()
    {
        Id = row.Id,
        At = Instant.FromDateTimeUtc(row.At),
        Actor = row.ActorUser is { } actor ? new UserId(actor) : null,
        ActorName = row.ActorName,
        Action = row.Action,
        Target = row.Target,
        Detail = row.Detail,
    };
}
