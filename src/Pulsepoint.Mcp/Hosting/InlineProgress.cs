namespace Pulsepoint.Mcp.Hosting;

/// <summary>Reports on the thread that works: <see cref="Progress{T}"/> would post to another and arrive out of order.</summary>
internal sealed class InlineProgress(Action<double> report) : IProgress<double>
{
    public void Report(double value) => report(value);
}
