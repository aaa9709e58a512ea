using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Hosting;

/// <summary>The key files that the state folder keeps of a person. Ended or not, a key says its person's name.</summary>
internal sealed class PersonKeyFiles(StateFolder state, IKeyVerifier verifier)
{
    /// <returns>How many were removed.</returns>
    public int Remove(TenantId tenant, UserId person)
    {
        var folder = state.Keys(tenant);
        if (!Directory.Exists(folder))
            return 0;

        var files = Directory.GetFiles(folder, "*.key").Where(file => IsOf(file, tenant, person)).ToList();
        files.ForEach(File.Delete);
        return files.Count;
    }

    private bool IsOf(string file, TenantId tenant, UserId person)
    {
        try
        {
            var key = verifier.Read(new Secret(File.ReadAllText(file).Trim()));
            return key.Tenant == tenant && key.User == person;
        }
        catch (Exception e) when (e is RefusalException or IOException or UnauthorizedAccessException)
        {
            // Not one of ours.
            return false;
        }
    }
}
