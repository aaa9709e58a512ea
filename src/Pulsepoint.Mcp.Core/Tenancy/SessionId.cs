namespace Pulsepoint.Mcp.Core.Tenancy;

/// <summary>One life of one server process under a key; made by that process.</summary>
public readonly record struct SessionId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
