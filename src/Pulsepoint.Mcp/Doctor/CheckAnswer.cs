namespace Pulsepoint.Mcp.Doctor;

internal sealed record CheckAnswer(string Name, string Standing, string Finding, string? Fix);
