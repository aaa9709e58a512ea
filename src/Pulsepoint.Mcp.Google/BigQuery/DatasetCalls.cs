using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

internal sealed class DatasetCalls(BigQueryCalls calls)
{
    public Task<Dataset> GetAsync(Caller caller, DatasetReference dataset, CancellationToken cancellationToken) =>
        calls.GetAsync(caller, Of(dataset), WireJson.Default.Dataset, cancellationToken);

    public Task<Dataset> InsertAsync(Caller caller, Dataset dataset, CancellationToken cancellationToken) => calls.SendAsync(
        caller, HttpMethod.Post, ResourceUri.Of(dataset.DatasetReference.ProjectId, "datasets"), dataset, WireJson.Default.Dataset, WireJson.Default.Dataset, cancellationToken);

    /// <summary>Changes what is not null.</summary>
    public Task<Dataset> PatchAsync(Caller caller, Dataset dataset, CancellationToken cancellationToken) => calls.SendAsync(
        caller, HttpMethod.Patch, Of(dataset.DatasetReference), dataset, WireJson.Default.Dataset, WireJson.Default.Dataset, cancellationToken);

    public async Task<IReadOnlyList<Dataset>> ListAsync(Caller caller, string project, CancellationToken cancellationToken)
    {
        List<Dataset> all = [];
        string? page = null;
        do
        {
            var answer = await calls.GetAsync(caller, ResourceUri.Of(project, "datasets").With("pageToken", page), WireJson.Default.DatasetList, cancellationToken);
            all.AddRange(answer.Datasets ?? []);
            page = answer.NextPageToken;
        }
        while (page is not null);

        return all;
    }

    private static ResourceUri Of(DatasetReference dataset) => ResourceUri.Of(dataset.ProjectId, "datasets", dataset.DatasetId);
}
