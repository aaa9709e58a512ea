using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Moves;

/// <summary>Sends parts of tables into their staging tables, each exactly once.</summary>
internal sealed class StagedParts(LoadCalls loads, OnceJobs jobs)
{
    public const string Parquet = "PARQUET";
    public const string JsonLines = "NEWLINE_DELIMITED_JSON";

    /// <param name="tenant">Whose facts, for the bill.</param>
    /// <param name="place">The dataset.</param>
    /// <param name="staged">Where they go.</param>
    /// <param name="part">The part's name.</param>
    /// <param name="format">How the file is written.</param>
    /// <param name="open">Opens the file; not called where the part has arrived already.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BigQueryException">It did not arrive.</exception>
    public Task<Job> SendAsync(
        TenantId tenant, WarehousePlace place, StagedTable staged, string part, string format, Func<Task<Stream>> open, CancellationToken cancellationToken)
    {
        var load = new LoadConfiguration
        {
            DestinationTable = staged.Staging.TableReference,
            SourceFormat = format,
            WriteDisposition = "WRITE_APPEND",
            CreateDisposition = "CREATE_NEVER",
        };
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["tenant"] = tenant.Value };
        return jobs.RunAsync(place.Dataset.Project!, place.Location, [tenant.Value, staged.Identity, part], RunAsync, cancellationToken); // every place names its project

        async Task<Job> RunAsync(JobReference reference)
        {
            await using var file = await open();
            return await loads.LoadAsync(Caller.Operator, reference, load, labels, file, cancellationToken);
        }
    }
}
