using System.Text.Json;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

internal sealed class DatasetCalls(BigQueryCalls calls)
{
    private const int AccessWithConditions = 3;

    public Task<Dataset> GetAsync(Caller caller, DatasetReference dataset, CancellationToken cancellationToken) =>
        calls.GetAsync(caller, WithConditions(Of(dataset)), WireJson.Default.Dataset, cancellationToken);

    public Task<Dataset> InsertAsync(Caller caller, Dataset dataset, CancellationToken cancellationToken) => calls.SendAsync(
        caller, HttpMethod.Post, ResourceUri.Of(dataset.DatasetReference.ProjectId, "datasets"), dataset, WireJson.Default.Dataset, WireJson.Default.Dataset, cancellationToken);

    /// <summary>Changes what is not null.</summary>
    public Task<Dataset> PatchAsync(Caller caller, Dataset dataset, CancellationToken cancellationToken) => calls.SendAsync(
        caller, HttpMethod.Patch, Of(dataset.DatasetReference), dataset, WireJson.Default.Dataset, WireJson.Default.Dataset, cancellationToken);

    /// <summary>Changes who may do what, as a whole: only if nobody has changed the dataset since it was read.</summary>
    /// <exception cref="BigQueryException">It has changed, among other things.</exception>
    public Task<Dataset> PatchAccessAsync(Caller caller, Dataset read, IReadOnlyList<DatasetAccess> access, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dataset { DatasetReference = read.DatasetReference, Access = access }, WireJson.Default.Dataset);
        return calls.SendAsync(
            caller,
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Patch, WithConditions(Of(read.DatasetReference)).Under(calls.Address)) { Content = BigQueryCalls.Json(body) };
                if (read.Etag is { } etag)
                    request.Headers.TryAddWithoutValidation("If-Match", etag);

                return request;
            },
            WireJson.Default.Dataset,
            cancellationToken);
    }

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

    // Without it, access that somebody tied to a condition is told without its condition.
    private static ResourceUri WithConditions(ResourceUri uri) => uri.With("accessPolicyVersion", AccessWithConditions);

    private static ResourceUri Of(DatasetReference dataset) => ResourceUri.Of(dataset.ProjectId, "datasets", dataset.DatasetId);
}
