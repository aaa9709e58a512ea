using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Moves;

/// <summary>
/// Moves a tenant's facts from this machine's snapshot into its dataset: loaded, verified, summed, and only then asked there. Whatever
/// interrupts it, the same again completes it, and questions read what they read before until the last step.
/// </summary>
/// <param name="warehouses">Where facts are asked.</param>
/// <param name="snapshots">Where they come from.</param>
/// <param name="loader">Where they go.</param>
/// <param name="sums">Sums the dataset to roll-ups.</param>
/// <param name="rollups">Keeps the roll-ups.</param>
public sealed class DatasetMove(ITenantWarehouses warehouses, IFactSnapshots snapshots, IFactLoader loader, IRollupSource sums, IRollupStore rollups)
{
    /// <summary>What would be done. Changes nothing.</summary>
    /// <exception cref="RefusalException"><c>value_invalid</c>: no such tenant, no dataset is provisioned for it, or it is asked in
    /// another one; <c>source_unavailable</c>: there is no snapshot here, or the dataset cannot be read.</exception>
    public async Task<MovePlan> PlanAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var seen = await warehouses.FindAsync(tenant, cancellationToken);
        var target = TargetOf(tenant, seen);
        await using var snapshot = await OpenAsync(tenant, cancellationToken);
        return await PlanAsync(tenant, seen, target, snapshot, cancellationToken);
    }

    /// <param name="tenant">Whose facts.</param>
    /// <param name="touched">What the snapshot's generation changed, when that is known; null carries everything.</param>
    /// <param name="progress">Hears what is done, and which share of it; null for nobody.</param>
    /// <param name="cancellationToken">Stops; the same again goes on.</param>
    /// <exception cref="RefusalException">As <see cref="PlanAsync(TenantId, CancellationToken)"/>; or the dataset differs from the snapshot,
    /// and nothing was switched.</exception>
    public async Task<MovePlan> MoveAsync(TenantId tenant, TouchedDays? touched, IProgress<(MoveStep Step, double Share)>? progress, CancellationToken cancellationToken)
    {
        var seen = await warehouses.FindAsync(tenant, cancellationToken);
        var target = TargetOf(tenant, seen);
        await using var snapshot = await OpenAsync(tenant, cancellationToken);
        var plan = await PlanAsync(tenant, seen, target, snapshot, cancellationToken);
        if (plan.IsDone)
            return plan;

        var days = touched is not null && touched.Since == plan.Loaded && touched.Until == plan.Generation ? touched.Days : (DateRange?)null;
        var load = new FactLoad(tenant, target, snapshot, days);
        if (plan.NeedsLoad)
            await LoadAsync(load, plan, progress, cancellationToken);

        await VerifyAsync(load, plan, progress, cancellationToken);
        progress?.Report((MoveStep.RollUp, 0));
        await new RollupLoader(sums, rollups).LoadAsync(tenant, touched, cancellationToken);
        progress?.Report((MoveStep.Switch, 0));
        if (plan.NeedsSwitch)
            await warehouses.SwitchAsync(tenant, seen, target, plan.Generation, cancellationToken);

        return plan;
    }

    /// <summary>Has the facts asked in the snapshots again.</summary>
    /// <returns>Whether there was something to do.</returns>
    /// <exception cref="RefusalException">As <see cref="MayReturnAsync"/>.</exception>
    public async Task<bool> ReturnAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var seen = await warehouses.FindAsync(tenant, cancellationToken);
        if (seen.Dataset is not { } dataset)
            return false;

        await CheckAsync(tenant, dataset, cancellationToken);
        await warehouses.SwitchAsync(tenant, seen, dataset: null, snapshots.Generation(tenant), cancellationToken);
        return true;
    }

    /// <summary>Looks whether they could be, and changes nothing.</summary>
    /// <returns>Whether there is something to do.</returns>
    /// <exception cref="RefusalException"><c>value_invalid</c>: no such tenant; <c>source_unavailable</c>: this machine's snapshot is not
    /// what the dataset has, and something would be lost.</exception>
    public async Task<bool> MayReturnAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if ((await warehouses.FindAsync(tenant, cancellationToken)).Dataset is not { } dataset)
            return false;

        await CheckAsync(tenant, dataset, cancellationToken);
        return true;
    }

    private async Task CheckAsync(TenantId tenant, WarehousePlace dataset, CancellationToken cancellationToken)
    {
        var own = snapshots.Generation(tenant);
        if (await loader.DescribeAsync(dataset, cancellationToken) is { } loaded && loaded.Generation != own)
            throw Refusal.SourceUnavailable(
                own is null
                    ? $"There is no snapshot of {tenant} on this machine: all facts of the dataset ({loaded.Generation}) would be lost to questions."
                    : $"The snapshot on this machine ({own}) is not what the dataset has ({loaded.Generation}): facts up to {LastDay(loaded)} would be lost to questions.",
                "Run it on the machine that keeps the snapshot of that generation.");
    }

    private async Task<MovePlan> PlanAsync(TenantId tenant, TenantWarehouse seen, WarehousePlace target, IFactSnapshot snapshot, CancellationToken cancellationToken)
    {
        var loaded = await loader.DescribeAsync(target, cancellationToken);
        List<MovedTable> tables = [];
        foreach (var table in FactLoad.Tables)
        {
            var parts = await snapshot.PartsAsync(table, days: null, cancellationToken);
            tables.Add(new MovedTable(table.Name, parts.Sum(p => p.Rows), parts.Count));
        }

        return new MovePlan(tenant, seen, target, snapshot.State.Generation, loaded?.Generation, await rollups.GenerationAsync(tenant, cancellationToken), tables);
    }

    // Where questions read the dataset already, they must not read what nobody has verified.
    private async Task LoadAsync(FactLoad load, MovePlan plan, IProgress<(MoveStep Step, double Share)>? progress, CancellationToken cancellationToken)
    {
        var sent = await loader.SendAsync(load, Part(progress, MoveStep.Load), cancellationToken);
        if (!plan.NeedsSwitch && await SentDifferenceAsync(load, sent, progress, cancellationToken) is { } difference)
        {
            if (!load.IsAnew)
            {
                await LoadAsync(load with { IsAnew = true }, plan, progress, cancellationToken);
                return;
            }

            throw Differs("What was sent to the dataset", difference, "Questions read the dataset, as before.", "Look who else writes to the dataset, then run it again: it sends everything anew.");
        }

        await sent.ArriveAsync(cancellationToken);
    }

    // A dataset that an earlier run loaded may have been changed since: it is loaded anew, once.
    private async Task VerifyAsync(FactLoad load, MovePlan plan, IProgress<(MoveStep Step, double Share)>? progress, CancellationToken cancellationToken)
    {
        var difference = await ArrivedDifferenceAsync(load, progress, cancellationToken);
        if (difference is not null && !plan.NeedsLoad)
        {
            await LoadAsync(load with { IsAnew = true }, plan, progress, cancellationToken);
            difference = await ArrivedDifferenceAsync(load, progress, cancellationToken);
        }

        if (difference is not null)
            throw Differs(
                "The dataset",
                difference,
                plan.NeedsSwitch ? "Nothing was switched." : $"Questions read what is there now, of generation {plan.Generation}.",
                plan.NeedsSwitch
                    ? "Look who else writes to the dataset, then run it again: it loads everything anew."
                    : $"Look who else writes to the dataset, then run it again at once: it loads everything anew. To have the snapshots asked until then: pulsepoint-mcp tenant move {load.Tenant} --to duckdb");
    }

    private static Task<TallyDifference?> SentDifferenceAsync(
        FactLoad load, ISentFacts sent, IProgress<(MoveStep Step, double Share)>? progress, CancellationToken cancellationToken) =>
        DifferenceAsync(load, sent.TallyAsync, Part(progress, MoveStep.Verify), cancellationToken);

    private Task<TallyDifference?> ArrivedDifferenceAsync(FactLoad load, IProgress<(MoveStep Step, double Share)>? progress, CancellationToken cancellationToken) =>
        DifferenceAsync(
            load, (table, token) => loader.TallyAsync(load.Tenant, load.Place, table, load.DaysOf(table), token), Part(progress, MoveStep.Verify), cancellationToken);

    private static async Task<TallyDifference?> DifferenceAsync(
        FactLoad load, Func<DatasetTable, CancellationToken, Task<IReadOnlyList<FactTally>>> tally, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        for (var i = 0; i < FactLoad.Tables.Count; i++)
        {
            var table = FactLoad.Tables[i];
            var expected = await load.Snapshot.TallyAsync(table, load.DaysOf(table), cancellationToken);
            if (TallyDifference.Of(table, expected, await tally(table, cancellationToken)) is { } difference)
                return difference;

            progress?.Report((i + 1.0) / FactLoad.Tables.Count);
        }

        return null;
    }

    private static RefusalException Differs(string what, TallyDifference d, string effect, string nextStep) => Refusal.SourceUnavailable(
        $"{what} differs from the snapshot: {d.Table}, {d.Day}, {d.Figure}: {d.Expected} in the snapshot, {d.Found} in the dataset. {effect}", nextStep);

    private async Task<IFactSnapshot> OpenAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await snapshots.OpenAsync(tenant, cancellationToken) ?? throw Refusal.SourceUnavailable(
            $"There is no snapshot of {tenant} on this machine.", "Run it on the machine that keeps the organisation's facts.");

    private static WarehousePlace TargetOf(TenantId tenant, TenantWarehouse seen) => seen switch
    {
        { Provisioned: null } => throw new RefusalException(
            RefusalCode.ValueInvalid, $"No dataset is provisioned for {tenant}.", $"Provision it first: pulsepoint-mcp tenant provision {tenant} --warehouse bigquery --project PROJECT"),
        { Dataset: { } asked } when asked != seen.Provisioned => throw new RefusalException(
            RefusalCode.ValueInvalid,
            $"The facts of {tenant} are asked in another dataset ({asked.Dataset}) than the one that was provisioned last ({seen.Provisioned.Dataset}).",
            $"Take them back first: pulsepoint-mcp tenant move {tenant} --to duckdb"),
        { Provisioned: { } target } => target,
    };

    private static string LastDay(WarehouseState state) =>
        NodaTime.Text.LocalDatePattern.Iso.Format(state.Loads.Max(l => l.DataThrough));

    private static StepProgress? Part(IProgress<(MoveStep Step, double Share)>? progress, MoveStep step) => progress is null ? null : new StepProgress(progress, step);

    private sealed class StepProgress(IProgress<(MoveStep Step, double Share)> whole, MoveStep step) : IProgress<double>
    {
        public void Report(double value) => whole.Report((step, value));
    }
}
