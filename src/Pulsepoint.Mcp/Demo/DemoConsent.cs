using Pulsepoint.Mcp.Core.Clusters;

namespace Pulsepoint.Mcp.Demo;

/// <summary>Whether something may be downloaded: asked on a terminal, said by --yes elsewhere.</summary>
internal static class DemoConsent
{
    public static bool MayFetch(DemoRequest request, MissingOnMachineException missing)
    {
        if (request.MayFetch)
            return true;

        if (Console.IsInputRedirected || Console.IsErrorRedirected)
            return false;

        Console.Error.WriteLine(missing.Message);
        Console.Error.Write("Fetch the programs (about 10 MB) into the state folder? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
