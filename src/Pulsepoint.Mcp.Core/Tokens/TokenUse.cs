namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>What a token is good for. It follows from the permissions of the key that asks, not from what is asked.</summary>
public enum TokenUse
{
    /// <summary>To publish the tenant's events, and to read its own subscription.</summary>
    Events,

    /// <summary>That, and to query the tenant's facts.</summary>
    FactsAndEvents,
}
