using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>A tool that answers about the key's own tenant: every tool but <c>setup_status</c>.</summary>
internal abstract class TenantTool(ToolDeclaration declaration) : PulsepointTool(declaration)
{
    /// <param name="tenant">Whose data; the key has the declared permission.</param>
    /// <param name="answer">The answer that is made; queries are run for it.</param>
    /// <param name="arguments">They fit the declared schema.</param>
    /// <param name="cancellationToken">The client cancelled, or the server stops.</param>
    public abstract Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken);
}
