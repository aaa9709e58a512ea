using Pulsepoint.Mcp.Core.Clusters;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>How Postgres is installed on this kind of machine.</summary>
internal static class InstallAdvice
{
    public static MissingOnMachineException NoPrograms(string what, Exception? cause = null) => new(what, Command(), cause);

    public static string Command()
    {
        if (OperatingSystem.IsWindows())
            return "winget install PostgreSQL.PostgreSQL.17";
        if (OperatingSystem.IsMacOS())
            return "brew install postgresql@17";
        return File.Exists("/usr/bin/dnf") ? "sudo dnf install postgresql-server" : "sudo apt-get install postgresql";
    }
}
