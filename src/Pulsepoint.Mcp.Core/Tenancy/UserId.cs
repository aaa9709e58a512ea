namespace Pulsepoint.Mcp.Core.Tenancy;

/// <summary>A person within one tenant.</summary>
public readonly record struct UserId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
