namespace Pulsepoint.Mcp.Google.Access;

/// <summary>What the platform's own credentials are asked for. A token is good for that and nothing else.</summary>
internal enum OperatorUse
{
    /// <summary>To make tokens of tenants' identities.</summary>
    Minting,

    /// <summary>To make and fill tenants' datasets.</summary>
    Datasets,
}
