namespace Pulsepoint.Mcp.Doctor;

/// <summary>What all checks found, in their order.</summary>
internal sealed record Diagnosis(IReadOnlyList<CheckedThing> Checks)
{
    /// <summary>Whether nothing is wrong; a warning is nothing that keeps anybody from working.</summary>
    public bool IsWell => Count(Standing.Wrong) == 0;

    public int Count(Standing standing) => Checks.Count(c => c.Finding.Standing == standing);
}
