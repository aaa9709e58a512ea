using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>How a call ended: an answer, or a refusal with its reason.</summary>
internal sealed class CallResult
{
    private readonly Lazy<WrittenResult> _written;

    private CallResult(ToolAnswer? answer, RefusalException? refusal)
    {
        (Answer, Refusal) = (answer, refusal);
        _written = new Lazy<WrittenResult>(() => ResultWriter.Write(this));
    }

    public ToolAnswer? Answer { get; }

    public RefusalException? Refusal { get; }

    /// <summary>As it is sent back; written once, for it is counted and then sent.</summary>
    public WrittenResult Written => _written.Value;

    public static CallResult Of(ToolAnswer answer) => new(answer, null);

    public static CallResult Of(RefusalException refusal) => new(null, refusal);
}
