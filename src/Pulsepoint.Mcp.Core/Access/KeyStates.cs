namespace Pulsepoint.Mcp.Core.Access;

/// <summary>The names of states, the same in the database, in JSON and for people.</summary>
public static class KeyStates
{
    public static string Name(this KeyState state) => state switch
    {
        KeyState.Live => "live",
        KeyState.Expired => "expired",
        KeyState.Revoked => "revoked",
        KeyState.Suspended => "suspended",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a name."),
    };

    public static KeyState Parse(string name) => name switch
    {
        "live" => KeyState.Live,
        "expired" => KeyState.Expired,
        "revoked" => KeyState.Revoked,
        "suspended" => KeyState.Suspended,
        _ => throw new FormatException($"The database gave a key the state '{name}', which this version does not know."),
    };
}
