namespace Pulsepoint.Mcp.Demo;

internal sealed record DemoRequest
{
    public required int Scale { get; init; }

    public required bool KeepRunning { get; init; }

    public required bool Reset { get; init; }

    /// <summary>Fetch the Postgres programs without asking.</summary>
    public required bool MayFetch { get; init; }
}
