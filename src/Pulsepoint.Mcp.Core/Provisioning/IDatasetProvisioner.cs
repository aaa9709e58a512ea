namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>
/// Makes datasets with the platform's own credential. Nothing that is there is narrowed or taken away: columns are only added, and
/// access only given. Every step may be carried out again.
/// </summary>
public interface IDatasetProvisioner
{
    /// <summary>Looks, and changes nothing.</summary>
    /// <exception cref="Refusals.RefusalException">
    /// What is there cannot become what is wanted, like a column of another type, which is named; or it cannot be looked at.
    /// </exception>
    Task<IReadOnlyList<ProvisioningStep>> PlanAsync(DatasetOrder order, CancellationToken cancellationToken);

    /// <summary>Carries out one step, by what is there now.</summary>
    /// <exception cref="Refusals.RefusalException">It cannot be carried out; what was made before stays.</exception>
    Task ApplyAsync(DatasetOrder order, ProvisioningStep step, CancellationToken cancellationToken);
}
