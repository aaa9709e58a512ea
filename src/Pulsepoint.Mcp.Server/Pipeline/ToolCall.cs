using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Server.Resources;
using Pulsepoint.Mcp.Server.Tools;
using Pulsepoint.Mcp.Server.Usage;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>One call on its way through the filters.</summary>
internal sealed record ToolCall(PulsepointTool Tool, ToolArguments Arguments)
{
    /// <summary>The program that calls.</summary>
    public Caller Caller { get; init; } = Caller.Unknown;

    /// <summary>The resource that is read by this call; null when the tool itself was called.</summary>
    public PulsepointResource? Resource { get; init; }

    /// <summary>Whether every row is wanted at once, into a file that no model reads.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Runs since the call arrived; set by the meter, before every filter.</summary>
    public CallWatch? Watch { get; init; }

    /// <summary>What its queries cost; read by the meter, whatever becomes of the call.</summary>
    public CostTally Cost { get; } = new();

    /// <summary>The answer that it makes; set by the patience filter.</summary>
    public AnswerContext? Answer { get; init; }

    /// <summary>Who calls; set by the access filter, null only for a tool that needs no key.</summary>
    public TenantContext? Tenant { get; init; }
}
