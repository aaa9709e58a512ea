namespace Pulsepoint.Mcp.Core.Tenancy;

/// <summary>One API key: the claim <c>jti</c>, the row in <c>api_keys</c>, and the source of its login's name.</summary>
public readonly record struct KeyId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
