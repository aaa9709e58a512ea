namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>What can be made.</summary>
public enum ProvisionedThing
{
    Dataset,
    Table,
    View,

    /// <summary>That the tenant's service identity may read the dataset.</summary>
    Access,
}
