namespace Pulsepoint.Mcp.Doctor;

internal static class StandingNames
{
    /// <summary>As scripts know it.</summary>
    public static string Name(this Standing standing) => standing switch
    {
        Standing.Well => "well",
        Standing.Warning => "warning",
        Standing.Wrong => "wrong",
        Standing.Skipped => "skipped",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
    };
}
