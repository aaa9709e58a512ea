namespace Pulsepoint.Mcp.IntegrationTests.Usage;

/// <summary>The machine's clock to whoever waits by it; to whoever measures how long, a twelfth of that has passed. For a machine that is busy.</summary>
internal sealed class PatientTime : TimeProvider
{
    private const int Slower = 12;

    public override long GetTimestamp() => System.GetTimestamp() / Slower;
}
