namespace Pulsepoint.Mcp.Doctor;

/// <summary>What a check stands on. Where one is lost, whatever stands on it is not looked at.</summary>
internal enum Ground
{
    /// <summary>Nothing but this machine.</summary>
    Machine,

    /// <summary>A key that can be used, as far as its text tells.</summary>
    Key,

    /// <summary>A database that answers.</summary>
    Database,

    /// <summary>A database that accepts the key.</summary>
    Session,

    /// <summary>A session that has no rights which pass the walls.</summary>
    Login,

    /// <summary>A database at this version's schema.</summary>
    Schema,
}
