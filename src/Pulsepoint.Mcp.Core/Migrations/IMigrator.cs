namespace Pulsepoint.Mcp.Core.Migrations;

/// <summary>Brings the database to the schema that this version expects.</summary>
public interface IMigrator
{
    /// <summary>Makes roles, hardening and the database itself. Needs the bootstrap credential; safe to repeat.</summary>
    Task BootstrapAsync(CancellationToken cancellationToken);

    /// <summary>Applies what is pending as the migrator, then checks the catalogue against the wall's rules.</summary>
    Task<MigrationReport> MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Says what is pending or broken, and changes nothing.</summary>
    Task<MigrationReport> CheckAsync(CancellationToken cancellationToken);
}
