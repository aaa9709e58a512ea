using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether the state folder is its owner's alone.</summary>
internal sealed class StateFolderCheck(StateFolder state) : Check("state_folder")
{
    private const UnixFileMode Pass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public override Task<Finding> ExamineAsync(CancellationToken cancellationToken) => Task.FromResult(Look());

    private Finding Look()
    {
        if (File.Exists(state.Root))
            return Finding.Wrong($"The state folder {state.Root} is a file.", "Set PULSEPOINT_STATE (or --state) to a folder.");

        if (!Directory.Exists(state.Root))
            return Finding.Well($"The state folder {state.Root} is not there yet, and is made when something must be kept.");

        return OperatingSystem.IsWindows()
            ? Finding.Well($"The state folder is {state.Root}.")
            : Judge(state.Root, File.GetUnixFileMode(state.Root), Directory.Exists(state.Cluster));
    }

    /// <param name="root">The folder.</param>
    /// <param name="mode">Its mode.</param>
    /// <param name="hasCluster">Whether a private database is in it: where it runs as another user, that one must pass through.</param>
    internal static Finding Judge(string root, UnixFileMode mode, bool hasCluster)
    {
        var others = PrivateMode.Others(mode);
        return others == UnixFileMode.None || (hasCluster && (others & ~Pass) == UnixFileMode.None)
            ? Finding.Well($"The state folder {root} is open to its owner alone.")
            : Finding.Wrong($"Other users of this machine can look into the state folder {root}.", $"chmod 700 {root}");
    }
}
