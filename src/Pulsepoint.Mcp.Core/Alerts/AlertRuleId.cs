namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>A rule: a UUIDv7 made by whoever saves it, so that a repeated save adds nothing.</summary>
public readonly record struct AlertRuleId(Guid Value)
{
    public static AlertRuleId New(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);

        return new AlertRuleId(Guid.CreateVersion7(time.GetUtcNow()));
    }

    public override string ToString() => Value.ToString();
}
