namespace Pulsepoint.Mcp.Core.Limits;

/// <summary>How often may be called: so many at once, and so many more a minute.</summary>
public sealed record CallLimit(int PerMinute, int Burst)
{
    /// <summary>What a person may call where the organisation has set nothing else.</summary>
    public static CallLimit Default { get; } = new(100, 100);
}
