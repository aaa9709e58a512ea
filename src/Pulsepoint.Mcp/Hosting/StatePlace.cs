using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Hosting;

/// <summary>Where the state folder is when the command line does not say.</summary>
internal static class StatePlace
{
    public static string Of(Func<string, string?> environment)
    {
        if (environment("PULSEPOINT_STATE") is { Length: > 0 } set)
            return set;

        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Pulsepoint");

        // The embedded database of root runs as another user, who cannot enter root's home.
        if (Environment.UserName == "root")
            return "/var/lib/pulsepoint";

        var home = environment("XDG_STATE_HOME") is { Length: > 0 } xdg
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(home, "pulsepoint");
    }

    /// <exception cref="SettingException">It cannot be made where the setting puts it.</exception>
    public static void Make(StateFolder state)
    {
        try
        {
            StateFolder.CreatePrivate(state.Root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("PULSEPOINT_STATE", $"(or --state) names {state.Root}, where no folder can be made.", "/home/you/pulsepoint");
        }
    }
}
