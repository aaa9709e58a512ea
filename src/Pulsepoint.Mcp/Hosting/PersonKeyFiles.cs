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

        return Directory.GetFiles(folder, "*.key").Where(file => IsOf(file, tenant, person)).Count(TryDelete);
    }

    // The person is erased all the same: what is left is said.
    private static bool TryDelete(string file)
    {
        try
        {
            File.Delete(file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"warning: {e.Message} Remove {file} yourself.");
            return false;
        }
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
