using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>How a call ended: an answer, or a refusal with its reason.</summary>
internal sealed record CallResult(ToolAnswer? Answer, RefusalException? Refusal)
{
    public static CallResult Of(ToolAnswer answer) => new(answer, null);

    public static CallResult Of(RefusalException refusal) => new(null, refusal);
}
