namespace Pulsepoint.Mcp.Doctor;

/// <summary>A diagnosis for scripts.</summary>
internal sealed record DiagnosisAnswer(bool Well, IReadOnlyList<CheckAnswer> Checks)
{
    public static DiagnosisAnswer Of(Diagnosis diagnosis) => new(
        diagnosis.IsWell,
        [.. diagnosis.Checks.Select(c => new CheckAnswer(c.Name, c.Finding.Standing.Name(), c.Finding.Text, c.Finding.Fix))]);
}
