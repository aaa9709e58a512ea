namespace Pulsepoint.Mcp.Doctor;

internal sealed record CheckedThing(string Name, Finding Finding);
