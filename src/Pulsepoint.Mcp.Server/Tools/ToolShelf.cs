using System.Diagnostics.CodeAnalysis;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Server.Tools.Setup;

namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>All tools of this server, by name.</summary>
internal sealed class ToolShelf(IEnumerable<PulsepointTool> tools)
{
    private readonly SortedDictionary<string, PulsepointTool> _tools =
        new(tools.ToDictionary(t => t.Declaration.Name), StringComparer.Ordinal);

    /// <summary>What a key may use; without a usable key, the one tool that says how to get there.</summary>
    public IEnumerable<PulsepointTool> VisibleTo(TenantContext? tenant) => tenant is null
        ? _tools.Values.Where(t => t is SetupStatusTool)
        : _tools.Values.Where(t => t is not SetupStatusTool && tenant.Permissions.HasFlag(t.Declaration.Permission));

    public bool TryFind(string name, [NotNullWhen(true)] out PulsepointTool? tool) => _tools.TryGetValue(name, out tool);

    public IEnumerable<string> Names => _tools.Keys;
}
