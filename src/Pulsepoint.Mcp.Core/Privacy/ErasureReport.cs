namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>What there was to forget.</summary>
/// <param name="Keys">Keys that were ended.</param>
/// <param name="Questions">Questions whose text is gone; that they were asked remains.</param>
/// <param name="Feedback">Remarks on answers that are gone; the verdicts remain.</param>
public sealed record ErasureReport(int Keys, int Questions, int Feedback);
