namespace Pulsepoint.Mcp.Core.Doctor;

/// <summary>What became of trying the walls.</summary>
/// <param name="Tables">How many tables were asked for rows of other tenants.</param>
/// <param name="Leaking">Those that showed one; none where the walls hold.</param>
/// <param name="Refuses">Whether the database refused what no key is permitted.</param>
public sealed record CanaryFindings(int Tables, IReadOnlyList<string> Leaking, bool Refuses);
