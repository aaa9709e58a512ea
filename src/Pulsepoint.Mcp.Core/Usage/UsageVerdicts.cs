namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>What people said of the answers of a time; of each person the last word on an answer.</summary>
/// <param name="Group">As in <see cref="UsageSum"/>.</param>
/// <param name="GroupName">As in <see cref="UsageSum"/>.</param>
/// <param name="Answers">How many answers were given.</param>
/// <param name="Correct">Verdicts on them.</param>
/// <param name="Partly">Verdicts on them.</param>
/// <param name="Wrong">Verdicts on them.</param>
public sealed record UsageVerdicts(string Group, string? GroupName, long Answers, long Correct, long Partly, long Wrong);
