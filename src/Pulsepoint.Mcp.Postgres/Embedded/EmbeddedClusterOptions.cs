namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>What the embedded cluster is told about this machine. It reads no environment variable by itself.</summary>
public sealed record EmbeddedClusterOptions
{
    /// <summary>The one folder to take initdb, pg_ctl and postgres from (PULSEPOINT_PG_BIN); null searches the machine.</summary>
    public string? ProgramFolder { get; init; }

    /// <summary>The search path (PATH) of this process; null leaves it out of the search.</summary>
    public string? SearchPath { get; init; }

    /// <summary>Whom the server runs as when this process is root; null takes postgres, else nobody.</summary>
    public string? OsUser { get; init; }

    /// <summary>The Maven repository to fetch server programs from; null takes the library's own default.</summary>
    public Uri? MavenRepository { get; init; }

    /// <summary>How long to wait for another process that is starting or stopping the same cluster.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How long the server may take to accept connections.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
