using NodaTime;

namespace Pulsepoint.Mcp.Core.Doctor;

/// <summary>What a database server says about itself.</summary>
/// <param name="Version">Its version, for people: <c>17.8</c>.</param>
/// <param name="HasKnownHoles">Whether the walls of that version are known to have holes.</param>
/// <param name="Wanted">The versions without, for people.</param>
/// <param name="IsOnThisMachine">Whether it is reached without a network; else the connection is encrypted and the server verified.</param>
/// <param name="ClockAhead">How far its clock is ahead of this machine's; negative where it is behind. Half of the round trip is taken off.</param>
public sealed record ServerFindings(string Version, bool HasKnownHoles, string Wanted, bool IsOnThisMachine, Duration ClockAhead);
