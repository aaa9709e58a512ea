namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>All that a dataset consists of, and what becomes of each.</summary>
/// <param name="Order">What was wanted.</param>
/// <param name="Steps">In the order in which they are carried out.</param>
public sealed record ProvisioningPlan(DatasetOrder Order, IReadOnlyList<ProvisioningStep> Steps)
{
    /// <summary>What there is to do.</summary>
    public IReadOnlyList<ProvisioningStep> Changes { get; } = [.. Steps.Where(s => s.Change is not ProvisioningChange.None)];
}
