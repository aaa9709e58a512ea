namespace Pulsepoint.Mcp.Doctor;

/// <summary>What a check found: no secret, and nothing of another organisation.</summary>
/// <param name="Standing">How the thing stands.</param>
/// <param name="Text">One sentence that says so.</param>
/// <param name="Fix">One sentence that says what to do; null where there is nothing to do.</param>
internal sealed record Finding(Standing Standing, string Text, string? Fix)
{
    public static Finding Well(string text) => new(Standing.Well, text, null);

    public static Finding Warning(string text, string fix) => new(Standing.Warning, text, fix);

    public static Finding Wrong(string text, string fix) => new(Standing.Wrong, text, fix);

    public static Finding Skipped(string text) => new(Standing.Skipped, text, null);
}
