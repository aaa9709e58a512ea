namespace Pulsepoint.Mcp.Postgres;

/// <summary>Where the databases are. Whatever is not set belongs to the embedded cluster of the state folder.</summary>
public sealed record PostgresOptions
{
    /// <summary><c>PULSEPOINT_DATABASE</c>: without user or password, which come from the key.</summary>
    public string? Database { get; init; }

    /// <summary><c>PULSEPOINT_BOOTSTRAP_DATABASE</c>: with a superuser's credential.</summary>
    public string? BootstrapDatabase { get; init; }

    /// <summary><c>PULSEPOINT_MIGRATOR_DATABASE</c>: with the credential of <c>pp_migrator</c>.</summary>
    public string? MigratorDatabase { get; init; }

    /// <summary><c>PULSEPOINT_PLATFORM_DATABASE</c>: with the credential of <c>pp_platform</c>.</summary>
    public string? PlatformDatabase { get; init; }

    /// <summary><c>PULSEPOINT_TLS=1.2</c>: accept TLS 1.2 where the server has no 1.3. Verification stays full.</summary>
    public bool AllowTls12 { get; init; }

    /// <summary><c>PULSEPOINT_STRICT=1</c>: refuse a server with known holes in row-level security instead of warning.</summary>
    public bool IsStrict { get; init; }
}
