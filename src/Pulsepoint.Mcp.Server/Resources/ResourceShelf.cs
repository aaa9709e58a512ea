using System.Diagnostics.CodeAnalysis;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Server.Tools;
using Pulsepoint.Mcp.Server.Tools.Alerts;

namespace Pulsepoint.Mcp.Server.Resources;

/// <summary>All resources of this server, by address.</summary>
internal sealed class ResourceShelf(IEnumerable<PulsepointTool> tools)
{
    private readonly PulsepointResource[] _resources =
    [
        new(
            "pulsepoint://alerts", "alerts", "Alerts",
            "The open and acknowledged alerts of the key's brands, newest first. Subscribe to hear when one fires, is acknowledged or is resolved.",
            tools.OfType<ListAlertsTool>().Single()),
    ];

    public IEnumerable<PulsepointResource> VisibleTo(TenantContext? tenant) =>
        tenant is null ? [] : _resources.Where(r => tenant.Permissions.HasFlag(r.Tool.Declaration.Permission));

    public bool TryFind(string uri, [NotNullWhen(true)] out PulsepointResource? resource)
    {
        resource = _resources.FirstOrDefault(r => r.Uri == uri);
        return resource is not null;
    }
}
