using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>One call on its way through the filters.</summary>
internal sealed record ToolCall(PulsepointTool Tool, ToolArguments Arguments)
{
    /// <summary>Who calls; set by the access filter, null only for a tool that needs no key.</summary>
    public TenantContext? Tenant { get; init; }
}
