namespace Pulsepoint.Mcp.IntegrationTests.Google;

/// <param name="Passed">Whether Google's client got what it expects.</param>
/// <param name="Said">What it said if not.</param>
internal sealed record Verdict(bool Passed, string? Said);
