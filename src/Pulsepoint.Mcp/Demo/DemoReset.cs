using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Demo;

/// <summary>Throws away what the demo made in the state folder, and nothing else.</summary>
internal sealed class DemoReset(StateFolder state, IEmbeddedCluster cluster)
{
    private static readonly string[] s_made = ["warehouse", "keys", "secrets"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await cluster.DestroyAsync(cancellationToken);
        foreach (var folder in s_made.Select(name => Path.Combine(state.Root, name)).Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }
}
