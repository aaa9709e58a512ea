using Pulsepoint.Mcp.Core.Moves;

namespace Pulsepoint.Mcp.Cli;

/// <summary>One bar for all steps: most of the time goes by with sending.</summary>
internal sealed class MoveProgress(IProgress<double> bar) : IProgress<(MoveStep Step, double Share)>
{
    private const double Load = 0.7;
    private const double Verify = 0.2;

    public void Report((MoveStep Step, double Share) value) => bar.Report(value.Step switch
    {
        MoveStep.Load => Load * value.Share,
        MoveStep.Verify => Load + (Verify * value.Share),
        MoveStep.RollUp => Load + Verify,
        _ => 1,
    });
}
