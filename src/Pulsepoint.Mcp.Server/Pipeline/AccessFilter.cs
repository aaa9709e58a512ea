using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Server.Access;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>
/// Says who calls, and refuses early what the key's claims do not allow. It saves a round trip and words the refusal;
/// the database decides again.
/// </summary>
internal sealed class AccessFilter(KeySession session) : ICallFilter
{
    public Task<ToolAnswer> InvokeAsync(ToolCall call, CallNext next, CancellationToken cancellationToken)
    {
        if (call.Tool is not TenantTool)
            return next(call, cancellationToken);

        var tenant = session.Require();
        var missing = call.Tool.Declaration.Permission & ~tenant.Permissions;
        if (missing != Permissions.None)
            throw Refusal.PermissionDenied(string.Join(" and ", PermissionNames.Of(missing)));

        return next(call with { Tenant = tenant }, cancellationToken);
    }
}
