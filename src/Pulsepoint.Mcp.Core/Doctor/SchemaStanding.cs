namespace Pulsepoint.Mcp.Core.Doctor;

/// <summary>How the newest migration of a database stands to the newest that this version knows.</summary>
public enum SchemaStanding
{
    /// <summary>Migrations are still to be applied.</summary>
    Behind,

    AtHead,

    /// <summary>A newer version has migrated it.</summary>
    Ahead,
}
