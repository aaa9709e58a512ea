using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <param name="Request">What got no token.</param>
/// <param name="Refusal">Why not.</param>
public sealed record TokenProblem(WaitingToken Request, RefusalException Refusal);
