namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>What a table is for; a label of the same name says it in the dataset.</summary>
public enum TableKind
{
    /// <summary>What happened, by day.</summary>
    Facts,

    /// <summary>What the facts are about: few rows, read whole.</summary>
    Dimensions,

    /// <summary>What this program keeps about the facts and about itself.</summary>
    Records,
}
