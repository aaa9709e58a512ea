namespace Pulsepoint.Mcp.Postgres.Operators;

/// <summary>The three operator logins, each with its own credential and its own work.</summary>
internal enum OperatorRole
{
    /// <summary>A superuser, once: roles, hardening, the database itself.</summary>
    Bootstrap,

    /// <summary><c>pp_migrator</c>: the schema.</summary>
    Migrator,

    /// <summary><c>pp_platform</c>: tenants, people, keys and roll-ups, through functions alone.</summary>
    Platform,
}
