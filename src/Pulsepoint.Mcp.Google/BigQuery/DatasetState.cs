using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>What a dataset says is loaded. Costs nothing, as no query does it.</summary>
internal sealed class DatasetState(TableCalls tables)
{
    /// <returns>Null when nothing is loaded, or there is no such dataset.</returns>
    /// <exception cref="BigQueryException">It cannot be read.</exception>
    public async Task<WarehouseState?> ReadAsync(Caller caller, WarehousePlace place, CancellationToken cancellationToken)
    {
        try
        {
            var loads = await tables.GetAsync(caller, LoadsTable.In(place), cancellationToken);
            return LoadsTable.Read(place, loads, await tables.RowsAsync(caller, loads.TableReference, cancellationToken));
        }
        catch (BigQueryException e) when (e.Problem == BigQueryProblem.NotFound)
        {
            return null;
        }
    }
}
