namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>What becomes of a thing.</summary>
public enum ProvisioningChange
{
    /// <summary>It is as it shall be.</summary>
    None,

    /// <summary>It is not there, and is made.</summary>
    Make,

    /// <summary>It is there, and something is added to it or set.</summary>
    Change,
}
