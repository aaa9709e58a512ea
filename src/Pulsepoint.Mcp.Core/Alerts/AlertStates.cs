namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>The names of states: <c>acknowledged</c>.</summary>
public static class AlertStates
{
    public static string Name(this AlertState state) => state switch
    {
        AlertState.Open => "open",
        AlertState.Acknowledged => "acknowledged",
        _ => "resolved",
    };

    /// <summary>Null where there is none of that name.</summary>
    public static AlertState? Of(string? name) => name switch
    {
        "open" => AlertState.Open,
        "acknowledged" => AlertState.Acknowledged,
        "resolved" => AlertState.Resolved,
        _ => null,
    };
}
