using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

internal sealed class TableCalls(BigQueryCalls calls)
{
    public Task<Table> GetAsync(TenantContext tenant, TableReference table, CancellationToken cancellationToken) =>
        calls.GetAsync(tenant, Of(table), WireJson.Default.Table, cancellationToken);

    public Task<Table> InsertAsync(TenantContext tenant, Table table, CancellationToken cancellationToken) => calls.SendAsync(
        tenant, HttpMethod.Post, Tables(table.TableReference.ProjectId, table.TableReference.DatasetId), table, WireJson.Default.Table, WireJson.Default.Table, cancellationToken);

    /// <summary>Changes what is not null.</summary>
    public Task<Table> PatchAsync(TenantContext tenant, Table table, CancellationToken cancellationToken) => calls.SendAsync(
        tenant, HttpMethod.Patch, Of(table.TableReference), table, WireJson.Default.Table, WireJson.Default.Table, cancellationToken);

    public async Task<IReadOnlyList<Table>> ListAsync(TenantContext tenant, DatasetReference dataset, CancellationToken cancellationToken)
    {
        List<Table> all = [];
        string? page = null;
        do
        {
            var answer = await calls.GetAsync(tenant, Tables(dataset.ProjectId, dataset.DatasetId).With("pageToken", page), WireJson.Default.TableList, cancellationToken);
            all.AddRange(answer.Tables ?? []);
            page = answer.NextPageToken;
        }
        while (page is not null);

        return all;
    }

    /// <summary>All rows of a small table, in the order of its columns. Costs nothing, as no query does it.</summary>
    public async Task<IReadOnlyList<ResultRow>> RowsAsync(TenantContext tenant, TableReference table, CancellationToken cancellationToken)
    {
        List<ResultRow> all = [];
        string? page = null;
        do
        {
            var uri = ResourceUri.Of(table.ProjectId, "datasets", table.DatasetId, "tables", table.TableId, "data")
                .With("formatOptions.useInt64Timestamp", true)
                .With("pageToken", page);
            var answer = await calls.GetAsync(tenant, uri, WireJson.Default.TableDataList, cancellationToken);
            all.AddRange(answer.Rows ?? []);
            page = answer.PageToken;
        }
        while (page is not null);

        return all;
    }

    private static ResourceUri Of(TableReference table) => ResourceUri.Of(table.ProjectId, "datasets", table.DatasetId, "tables", table.TableId);

    private static ResourceUri Tables(string project, string dataset) => ResourceUri.Of(project, "datasets", dataset, "tables");
}
