using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Demo;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Demo;

/// <summary>Throws away what the demo made in the state folder, and nothing of anybody else.</summary>
internal sealed class DemoReset(StateFolder state, IEmbeddedCluster cluster, IDemoWarehouse demo)
{
    private static readonly string[] s_made = ["warehouse", "keys", "secrets"];

    /// <exception cref="RefusalException"><c>value_invalid</c>: an organisation that is not the demo's lives here, too.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var others = state.Tenants().Except(demo.Tenants.Select(t => t.Tenant)).ToList();
        if (others.Count > 0)
        {
            throw new RefusalException(
                RefusalCode.ValueInvalid,
                $"Nothing was thrown away: this state folder also has {string.Join(", ", others)}, not made by the demo.",
                "Use a folder of its own for the demo (--state DIR), or delete the organisation first (pulsepoint-mcp tenant delete SLUG).");
        }

        await cluster.DestroyAsync(cancellationToken);
        foreach (var folder in s_made.Select(name => Path.Combine(state.Root, name)).Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }
}
