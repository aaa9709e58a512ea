namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>A text that must not be seen. It prints its name, so that no failure of a test repeats it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Text">The secret itself.</param>
/// <param name="Home">The one file in which it may stand; null for none.</param>
internal sealed record KnownSecret(string Name, string Text, string? Home = null)
{
    public override string ToString() => Name;
}
