using Pulsepoint.Mcp.Doctor;

namespace Pulsepoint.Mcp.Tests.Tool.Doctor;

/// <summary>Finds what it is told to, and counts how often it was asked.</summary>
internal sealed class ScriptedCheck(string name, Func<CancellationToken, Task<Finding>> examine, Ground needs = Ground.Machine, Ground gives = Ground.Machine) : Check(name)
{
    public int Asked { get; private set; }

    public override Ground Needs => needs;

    public override Ground Gives => gives;

    public override Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        Asked++;
        return examine(cancellationToken);
    }
}
