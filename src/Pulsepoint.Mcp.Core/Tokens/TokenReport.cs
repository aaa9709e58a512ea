namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>What a round did.</summary>
/// <param name="Taken">How many requests waited.</param>
/// <param name="Problems">Those that got no token.</param>
public sealed record TokenReport(int Taken, IReadOnlyList<TokenProblem> Problems);
