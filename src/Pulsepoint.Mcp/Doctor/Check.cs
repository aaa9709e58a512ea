namespace Pulsepoint.Mcp.Doctor;

/// <summary>One thing that can be wrong.</summary>
/// <param name="name">What scripts know it by: words in lower case with underscores.</param>
internal abstract class Check(string name)
{
    public string Name { get; } = name;

    /// <summary>What it stands on.</summary>
    public virtual Ground Needs => Ground.Machine;

    /// <summary>The ground that others lose when this is wrong; <see cref="Ground.Machine"/> for none.</summary>
    public virtual Ground Gives => Ground.Machine;

    /// <summary>Looks, and changes nothing. A failure that is thrown is a finding, too.</summary>
    public abstract Task<Finding> ExamineAsync(CancellationToken cancellationToken);
}
