using Dapper;
using Npgsql;

namespace Pulsepoint.Mcp.Postgres.Tenancy;

/// <summary>What a session tells about its login and its server.</summary>
internal sealed record SessionFacts
{
    /// <summary>As Postgres numbers its versions: 150018 is 15.18.</summary>
    public required int ServerVersion { get; init; }

    /// <summary>The newest migration that was applied.</summary>
    public string? SchemaHead { get; init; }

    /// <summary>Rights and memberships that no key has.</summary>
    public required string[] Rights { get; init; }

    public static Task<SessionFacts> ReadAsync(NpgsqlConnection session, CancellationToken cancellationToken) =>
        session.QuerySingleAsync<SessionFacts>(
            """
            with recursive held (role) as (
                select m.roleid from pg_auth_members m where m.member = session_user::regrole
                union
                select m.roleid from held h join pg_auth_members m on m.member = h.role)
            select current_setting('server_version_num')::int as server_version,
                   pp_auth.schema_head() as schema_head,
                   array(select 'superuser' from pg_roles r where r.rolname = session_user and r.rolsuper
                         union all
                         select 'bypassrls' from pg_roles r where r.rolname = session_user and r.rolbypassrls
                         union all
                         select 'createrole' from pg_roles r where r.rolname = session_user and r.rolcreaterole
                         union all
                         select 'replication' from pg_roles r where r.rolname = session_user and r.rolreplication
                         union all
                         select 'owner of ' || c.relname from pg_class c where c.relowner = session_user::regrole
                         union all
                         select 'owner of the database' from pg_database d where d.datname = current_database() and d.datdba = session_user::regrole
                         union all
                         select 'member of ' || pg_get_userbyid(h.role) from held h
                          where h.role not in ('pp_app'::regrole, 'pp_app_all'::regrole, 'pp_app_some'::regrole)) as rights
            """,
            new { cancellationToken });
}
