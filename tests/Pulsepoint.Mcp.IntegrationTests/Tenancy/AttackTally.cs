using NUnit.Framework.Interfaces;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>What the attacks of a run came to.</summary>
internal static class AttackTally
{
    private static int s_tried;
    private static int s_held;
    private static int s_residuals;

    public static void Count(TestStatus outcome)
    {
        Interlocked.Increment(ref s_tried);
        if (outcome is TestStatus.Passed)
            Interlocked.Increment(ref s_held);
    }

    public static void CountResidual() => Interlocked.Increment(ref s_residuals);

    public static string Text => $"Attacks: {s_tried} tried, {s_held} held, {s_residuals} known residuals (docs/security.md)";
}
