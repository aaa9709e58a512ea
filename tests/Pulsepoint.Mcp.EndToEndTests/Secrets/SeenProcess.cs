namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>What others on the machine can see of a process, or what its own user can.</summary>
internal sealed record SeenProcess(int Id, string Arguments, string Environment);
