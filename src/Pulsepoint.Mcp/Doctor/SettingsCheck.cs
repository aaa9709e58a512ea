using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether the settings can be used: they were read before anything else, which is why the outcome is given.</summary>
internal sealed class SettingsCheck(SettingException? problem) : Check("settings")
{
    public override Task<Finding> ExamineAsync(CancellationToken cancellationToken) => Task.FromResult(problem is null
        ? Finding.Well("Every setting has a value that can be used.")
        : Finding.Wrong(problem.Message, problem.Example));
}
