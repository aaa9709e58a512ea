using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Provisioning;

/// <summary>Looks at what is there, and makes what is missing. What somebody else makes at the same moment is taken as it is.</summary>
internal sealed class DatasetProvisioner(DatasetCalls datasets, TableCalls tables) : IDatasetProvisioner
{
    // Access is changed as a whole: who was faster is read again, and that is rare.
    private const int MostAccessTries = 3;

    public async Task<IReadOnlyList<ProvisioningStep>> PlanAsync(DatasetOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);

        try
        {
            return await LookAsync(order, cancellationToken);
        }
        catch (BigQueryException e)
        {
            throw ProvisioningRefusals.Of(e, order, step: null);
        }
    }

    public async Task ApplyAsync(DatasetOrder order, ProvisioningStep step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(step);

        try
        {
            await (step.Thing switch
            {
                ProvisionedThing.Dataset => MakeDatasetAsync(order, Places(order).Single(p => p.Dataset.Value == step.Name), cancellationToken),
                ProvisionedThing.Access => GrantAsync(order, cancellationToken),
                _ => MakeTableAsync(order, WantedTables.Of(order).Single(t => t.TableReference.TableId == step.Name), cancellationToken),
            });
        }
        catch (BigQueryException e)
        {
            throw ProvisioningRefusals.Of(e, order, step);
        }
    }

    private async Task<IReadOnlyList<ProvisioningStep>> LookAsync(DatasetOrder order, CancellationToken cancellationToken)
    {
        List<string> conflicts = [];
        List<ProvisioningStep> steps = [];
        Dictionary<string, Dataset?> found = new(StringComparer.Ordinal);
        foreach (var place in Places(order))
        {
            var dataset = found[place.Dataset.Name] = await FindDatasetAsync(place, cancellationToken);
            var whole = DatasetDifference.Of(order, place, dataset);
            conflicts.AddRange(whole.Conflicts);
            steps.Add(new(ProvisionedThing.Dataset, place.Dataset.Value, whole.Change, whole.Details));
        }

        foreach (var wanted in WantedTables.Of(order))
        {
            var existing = found[wanted.TableReference.DatasetId] is null ? null : await FindTableAsync(wanted.TableReference, cancellationToken);
            var difference = TableDifference.Of(wanted, existing);
            conflicts.AddRange(difference.Conflicts);
            steps.Add(new(wanted.View is null ? ProvisionedThing.Table : ProvisionedThing.View, wanted.TableReference.TableId, difference.Change, difference.Details));
        }

        // The last: who reads, reads something whole.
        steps.Add(AccessStep(order, found));
        return conflicts.Count == 0 ? steps : throw ProvisioningRefusals.Conflicts(order, conflicts);
    }

    private static ProvisioningStep AccessStep(DatasetOrder order, Dictionary<string, Dataset?> found)
    {
        string[] details = [.. Places(order).SelectMany(place => AccessDifference.Details(ReaderOf(order, place), found[place.Dataset.Name]?.Access)).Distinct(StringComparer.Ordinal)];
        return new(ProvisionedThing.Access, order.Reader.Email, details.Length == 0 ? ProvisioningChange.None : ProvisioningChange.Make, details);
    }

    private async Task MakeDatasetAsync(DatasetOrder order, WarehousePlace place, CancellationToken cancellationToken)
    {
        var difference = Checked(order, DatasetDifference.Of(order, place, await FindDatasetAsync(place, cancellationToken)));
        if (difference.Change is ProvisioningChange.Make && await IsMadeAsync(() => datasets.InsertAsync(Caller.Operator, difference.Patch!, cancellationToken))) // a change has what to send
            return;

        var now = Checked(order, DatasetDifference.Of(order, place, await FindDatasetAsync(place, cancellationToken)));
        if (now.Patch is { } patch)
            await datasets.PatchAsync(Caller.Operator, patch, cancellationToken);
    }

    private async Task MakeTableAsync(DatasetOrder order, Table wanted, CancellationToken cancellationToken)
    {
        var difference = Checked(order, TableDifference.Of(wanted, await FindTableAsync(wanted.TableReference, cancellationToken)));
        if (difference.Change is ProvisioningChange.Make && await IsMadeAsync(() => tables.InsertAsync(Caller.Operator, wanted, cancellationToken)))
            return;

        var now = Checked(order, TableDifference.Of(wanted, await FindTableAsync(wanted.TableReference, cancellationToken)));
        if (now.Patch is { } patch)
            await tables.PatchAsync(Caller.Operator, patch, cancellationToken);
    }

    private async Task GrantAsync(DatasetOrder order, CancellationToken cancellationToken)
    {
        foreach (var place in Places(order))
            await GrantAsync(order, place, cancellationToken);
    }

    private async Task GrantAsync(DatasetOrder order, WarehousePlace place, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var dataset = await datasets.GetAsync(Caller.Operator, Reference(place), cancellationToken);
            Checked(order, DatasetDifference.Of(order, place, dataset));
            if (AccessDifference.Of(ReaderOf(order, place), dataset.Access) is not { } access)
                return;

            try
            {
                await datasets.PatchAccessAsync(Caller.Operator, dataset, access, cancellationToken);
                return;
            }
            catch (BigQueryException e) when (e.Problem == BigQueryProblem.Changed && tries < MostAccessTries)
            {
                // Read again.
            }
        }
    }

    /// <returns>False where it is there by now: then it is looked at again.</returns>
    private static async Task<bool> IsMadeAsync(Func<Task> make)
    {
        try
        {
            await make();
            return true;
        }
        catch (BigQueryException e) when (e.Problem == BigQueryProblem.Exists)
        {
            return false;
        }
    }

    private static Difference<T> Checked<T>(DatasetOrder order, Difference<T> difference)
        where T : class => difference.Conflicts.Count == 0 ? difference : throw ProvisioningRefusals.Conflicts(order, difference.Conflicts);

    private async Task<Dataset?> FindDatasetAsync(WarehousePlace place, CancellationToken cancellationToken) =>
        await FoundAsync(() => datasets.GetAsync(Caller.Operator, Reference(place), cancellationToken));

    private Task<Table?> FindTableAsync(TableReference table, CancellationToken cancellationToken) =>
        FoundAsync(() => tables.GetAsync(Caller.Operator, table, cancellationToken));

    private static async Task<T?> FoundAsync<T>(Func<Task<T>> find)
        where T : class
    {
        try
        {
            return await find();
        }
        catch (BigQueryException e) when (e.Problem == BigQueryProblem.NotFound)
        {
            return null;
        }
    }

    private static WarehousePlace[] Places(DatasetOrder order) => [order.Place, order.EventsPlace];

    private static ServiceIdentity? ReaderOf(DatasetOrder order, WarehousePlace place) => place == order.Place ? order.Reader : null;

    private static DatasetReference Reference(WarehousePlace place) => new(place.Dataset.Project!, place.Dataset.Name); // every place names its project
}
