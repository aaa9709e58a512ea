namespace Pulsepoint.Mcp.Testing.Google.PubSub;

/// <summary>How long a message may stay unanswered, in seconds.</summary>
internal static class AckDeadline
{
    public const int Shortest = 10;

    private const int Longest = 600;

    /// <summary>For a stream or a subscription.</summary>
    public static int Checked(int seconds, int unset) => seconds switch
    {
        0 => unset,
        >= Shortest and <= Longest => seconds,
        _ => throw PubSubError.Invalid($"A deadline is {Shortest} to {Longest} s, not {seconds} s."),
    };

    /// <summary>For one message: it may be any shorter one, and 0 gives the message back.</summary>
    public static int CheckedChange(int seconds) =>
        seconds is >= 0 and <= Longest ? seconds : throw PubSubError.Invalid($"A deadline is changed to 0 to {Longest} s, not {seconds} s.");
}
