using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Hosting;

/// <summary>A key file that may be a bundle.</summary>
internal static class BundleFile
{
    /// <summary>The bundle; null where the file is a key alone, or none that can be read: whoever needs the key will say so.</summary>
    public static KeyBundle? Find(string? path)
    {
        try
        {
            if (path is null || new FileInfo(path) is not { Exists: true, Length: <= KeyBundle.MaxFileBytes })
                return null;

            var text = File.ReadAllText(path);
            return KeyBundle.IsOne(text) ? KeyBundle.Parse(text) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RefusalException)
        {
            return null;
        }
    }
}
