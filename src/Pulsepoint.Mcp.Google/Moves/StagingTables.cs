using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;
using Pulsepoint.Mcp.Google.Provisioning;

namespace Pulsepoint.Mcp.Google.Moves;

/// <summary>
/// Where facts wait until all of a generation have arrived: a table for each table, generation and range of days, in the same dataset.
/// What a move that is never finished leaves there is deleted by BigQuery.
/// </summary>
internal sealed class StagingTables(TableCalls tables, TimeProvider time)
{
    private const string Prefix = "loading_";

    private static readonly Duration s_kept = Duration.FromDays(3);

    /// <summary>The table, as it is or newly made. Its time of creation tells it from one of the same name that was deleted.</summary>
    /// <exception cref="BigQueryException">It cannot be made.</exception>
    public async Task<Table> EnsureAsync(FactLoad load, DatasetTable table, CancellationToken cancellationToken)
    {
        var reference = ReferenceOf(load, table);
        if (await FindAsync(reference, cancellationToken) is { } found)
            return found;

        try
        {
            var wanted = new Table
            {
                TableReference = reference,
                Description = "Facts that are being loaded. It goes when they have arrived.",
                Schema = WantedTables.SchemaOf(table),
                ExpirationTime = (Instant.FromDateTimeOffset(time.GetUtcNow()) + s_kept).ToUnixTimeMilliseconds(),
            };
            return await tables.InsertAsync(Caller.Operator, wanted, cancellationToken);
        }
        catch (BigQueryException e) when (e.Problem == BigQueryProblem.Exists)
        {
            // Made by a request whose answer was lost.
            return await tables.GetAsync(Caller.Operator, reference, cancellationToken);
        }
    }

    /// <summary>Deletes all of a load, so that nothing of it is taken up.</summary>
    /// <exception cref="BigQueryException">Something of it may still be there.</exception>
    public async Task DeleteAsync(FactLoad load, CancellationToken cancellationToken)
    {
        foreach (var table in FactLoad.Tables.Append(DatasetTables.Loads))
        {
            try
            {
                await tables.DeleteAsync(Caller.Operator, ReferenceOf(load, table), cancellationToken);
            }
            catch (BigQueryException e) when (e.Problem == BigQueryProblem.NotFound)
            {
                // It never was, or is gone.
            }
        }
    }

    /// <summary>Clears away what has arrived; what then is left, BigQuery deletes in some days.</summary>
    public async Task ClearAsync(FactLoad load, CancellationToken cancellationToken)
    {
        try
        {
            await DeleteAsync(load, cancellationToken);
        }
        catch (BigQueryException)
        {
            // What it is for has been done.
        }
    }

    private async Task<Table?> FindAsync(TableReference reference, CancellationToken cancellationToken)
    {
        try
        {
            return await tables.GetAsync(Caller.Operator, reference, cancellationToken);
        }
        catch (BigQueryException e) when (e.Problem == BigQueryProblem.NotFound)
        {
            return null;
        }
    }

    private static TableReference ReferenceOf(FactLoad load, DatasetTable table)
    {
        // A whole load and one of some days cut a table into parts of the same names.
        var days = load.Days is { } range ? $"_{LocalDatePattern.Iso.Format(range.From)}_{LocalDatePattern.Iso.Format(range.To)}" : "";
        var which = string.Concat((load.Snapshot.State.Generation + days).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return new TableReference(load.Place.Dataset.Project!, load.Place.Dataset.Name, $"{Prefix}{table.Name}_{which}"); // every place names its project
    }
}
