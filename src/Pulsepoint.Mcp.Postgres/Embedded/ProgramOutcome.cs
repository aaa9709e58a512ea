namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>How a program ended and what it said.</summary>
internal sealed record ProgramOutcome(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}
