using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

internal sealed class TableCalls(BigQueryCalls calls)
{
    public Task<Table> GetAsync(Caller caller, TableReference table, CancellationToken cancellationToken) =>
        calls.GetAsync(caller, Of(table), WireJson.Default.Table, cancellationToken);

    public Task<Table> InsertAsync(Caller caller, Table table, CancellationToken cancellationToken) => calls.SendAsync(
        caller, HttpMethod.Post, Tables(table.TableReference.ProjectId, table.TableReference.DatasetId), table, WireJson.Default.Table, WireJson.Default.Table, cancellationToken);

    /// <summary>Changes what is not null.</summary>
    public Task<Table> PatchAsync(Caller caller, Table table, CancellationToken cancellationToken) => calls.SendAsync(
        caller, HttpMethod.Patch, Of(table.TableReference), table, WireJson.Default.Table, WireJson.Default.Table, cancellationToken);

    /// <exception cref="BigQueryException">It was not there, or is still.</exception>
    public Task<bool> DeleteAsync(Caller caller, TableReference table, CancellationToken cancellationToken) => calls.SendAsync(
        caller, () => new HttpRequestMessage(HttpMethod.Delete, Of(table).Under(calls.Address)), _ => Task.FromResult(true), cancellationToken);

    public async Task<IReadOnlyList<Table>> ListAsync(Caller caller, DatasetReference dataset, CancellationToken cancellationToken)
    {
        List<Table> all = [];
        string? page = null;
        do
        {
            var answer = await calls.GetAsync(caller, Tables(dataset.ProjectId, dataset.DatasetId).With("pageToken", page), WireJson.Default.TableList, cancellationToken);
            all.AddRange(answer.Tables ?? []);
            page = answer.NextPageToken;
        }
        while (page is not null);

        return all;
    }

    /// <summary>All rows of a small table, in the order of its columns. Costs nothing, as no query does it.</summary>
    public async Task<IReadOnlyList<ResultRow>> RowsAsync(Caller caller, TableReference table, CancellationToken cancellationToken)
    {
        List<ResultRow> all = [];
        string? page = null;
        do
        {
            var uri = ResourceUri.Of(table.ProjectId, "datasets", table.DatasetId, "tables", table.TableId, "data")
                .With("formatOptions.useInt64Timestamp", true)
                .With("pageToken", page);
            var answer = await calls.GetAsync(caller, uri, WireJson.Default.TableDataList, cancellationToken);
            all.AddRange(answer.Rows ?? []);
            page = answer.PageToken;
        }
        while (page is not null);

        return all;
    }

    private static ResourceUri Of(TableReference table) => ResourceUri.Of(table.ProjectId, "datasets", table.DatasetId, "tables", table.TableId);

    private static ResourceUri Tables(string project, string dataset) => ResourceUri.Of(project, "datasets", dataset, "tables");
}
