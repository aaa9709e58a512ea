using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;

namespace Pulsepoint.Mcp.Google.Rollups;

/// <summary>Sums a tenant's dataset to its roll-ups, as the platform's operator, all from one generation.</summary>
internal sealed class BigQueryRollupSource(ITenantWarehouses warehouses, DatasetState states, ResultPages pages, BigQueryOptions options) : IRollupSource
{
    // As for answers: a load in the middle is rare, and two in a row are a dataset that is being rebuilt.
    private const int Attempts = 2;

    private static readonly DateRange s_everyDay = new(new LocalDate(1, 1, 1), new LocalDate(9999, 12, 31));
    private static readonly Duration s_timeLimit = Duration.FromMinutes(30);

    public Task<string?> GenerationAsync(TenantId tenant, CancellationToken cancellationToken) => OperatorRefusals.InsteadAsync(async () =>
        await PlaceAsync(tenant, cancellationToken) is { } place ? (await states.ReadAsync(Caller.Operator, place, cancellationToken))?.Generation : null);

    public Task<RollupBatch> ReadAsync(TenantId tenant, TouchedDays? touched, CancellationToken cancellationToken) => OperatorRefusals.InsteadAsync(async () =>
    {
        var place = await PlaceAsync(tenant, cancellationToken) ?? throw Nothing();
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var state = await states.ReadAsync(Caller.Operator, place, cancellationToken) ?? throw Nothing();
            var batch = await ReadAsync(tenant, place, state, touched?.Until == state.Generation ? touched : null, cancellationToken);

            // Sums are fifteen queries, and a load may come between them.
            if ((await states.ReadAsync(Caller.Operator, place, cancellationToken))?.Generation == state.Generation)
                return batch;
        }

        throw Refusal.SourceUnavailable("The organisation's facts in BigQuery are being replaced just now.", "Try again when the load is over.");
    });

    // On its way into a dataset, a tenant is not asked there yet.
    private async Task<WarehousePlace?> PlaceAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var warehouse = await warehouses.FindAsync(tenant, cancellationToken);
        return warehouse.Dataset ?? warehouse.Provisioned;
    }

    private async Task<RollupBatch> ReadAsync(TenantId tenant, WarehousePlace place, WarehouseState state, TouchedDays? touched, CancellationToken cancellationToken)
    {
        List<RollupRows> tables = [];
        foreach (var table in RollupTables.All)
            tables.Add(await ReadAsync(tenant, place, table, touched?.Days ?? s_everyDay, cancellationToken));

        return new RollupBatch { State = state, Touched = touched, Tables = tables };
    }

    private async Task<RollupRows> ReadAsync(TenantId tenant, WarehousePlace place, RollupTable table, DateRange days, CancellationToken cancellationToken)
    {
        var range = table.IsMonthly ? days.ToWholeMonths() : days;
        var statement = new Statement
        {
            Project = place.Dataset.Project!, // every place names its project
            Location = place.Location,
            Sql = RollupText.Of(table, place.Dataset),
            Parameters = [Parameters.Of("from", range.From), Parameters.Of("to", range.To)],
            MostBytesBilled = options.MostBytesOfOperator,
            TimeLimit = s_timeLimit,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["tenant"] = tenant.Value, ["rollup"] = table.Name },
        };
        var columns = new RollupColumns(table);
        await foreach (var page in pages.ReadAsync(Caller.Operator, statement, cancellationToken))
        {
            foreach (var row in page)
                columns.Add(row);
        }

        return columns.ToRows();
    }

    private static RefusalException Nothing() =>
        Refusal.SourceUnavailable("No facts are loaded into a BigQuery dataset of this organisation.", "Provision it and move its facts first: pulsepoint-mcp tenant move.");
}
